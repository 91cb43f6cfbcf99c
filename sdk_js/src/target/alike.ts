/** "Any one like it": what was meant when another row than the one that was found is acted on. */
import type { Descriptor } from "./descriptor";
import { isHookOf } from "./hooks";
import { isShown, queryDeep, stepInside, type Root } from "./roots";
import { weighed } from "./score";
import { MARGIN } from "./weights";

/** The element on an event's way (`path`, innermost first) that fits the description as well as the `found` one; `found` when there is none. */
export function onTheWay(descriptor: Descriptor, found: Element, path: EventTarget[], root: Root): Element {
  if (path.includes(found)) return found;
  const { selector, inside } = descriptor;
  if (selector) return queryDeep(root, selector).find((element) => path.includes(element)) ?? found;
  const component = inside ? hostOf(found, descriptor) : found;
  const fits = (other: EventTarget): other is Element =>
    "localName" in other && other.localName === component.localName && isShown(other as Element) && isLike(descriptor, component, other as Element, root);
  const other = path.find(fits);
  return other ? stepInside(other, inside) : found;
}

/** The component that the description is of, when it leads to a control inside it. */
function hostOf(element: Element, { evidence }: Descriptor): Element {
  let here = element;
  for (let root = here.getRootNode(); "host" in root && here.localName !== evidence?.tag; root = here.getRootNode()) here = (root as ShadowRoot).host;
  return here;
}

function isLike(descriptor: Descriptor, found: Element, other: Element, root: Root): boolean {
  if (isHookOf(descriptor, found)) return isHookOf(descriptor, other);
  const [first, second] = weighed(descriptor, [found, other], root);
  return second!.score >= 0 && second!.score > first!.score - MARGIN;
}
