/** Parents, children and siblings for choosing with the keyboard, across shadow roots and same-origin frames. */
import { innerRoot, isShown, parentOf } from "../../target/roots";

export type Direction = "parent" | "child" | "next" | "previous";

/** The element in this direction, or null at the end. Elements nobody can see are passed over. */
export function relative(element: Element, direction: Direction): Element | null {
  if (direction === "parent") return parent(element);
  if (direction === "child") return childrenOf(element)[0] ?? null;
  const up = parent(element);
  const siblings = up ? childrenOf(up) : [];
  return siblings[siblings.indexOf(element) + (direction === "next" ? 1 : -1)] ?? null;
}

function parent(element: Element): Element | null {
  const up = parentOf(element);
  if (up?.localName === "body" || !up) return frameAround(element);
  return up;
}

/** Out of a frame to its frame element; the page's own body is not worth pointing at. */
function frameAround(element: Element): Element | null {
  try {
    return element.ownerDocument.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

function childrenOf(element: Element): Element[] {
  const inner = innerRoot(element);
  const document = inner && "body" in inner ? inner.body : null;
  return [...(document ?? inner ?? element).children].filter((child) => isShown(child) && hasArea(child));
}

function hasArea(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return (width > 0 && height > 0) || element.children.length > 0;
}
