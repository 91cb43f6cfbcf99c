/** Where elements are and what lies under the pointer, through shadow roots and same-origin frames. */
import { innerRoot } from "../../target/roots";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The innermost element under a point of the window, `ignored` left out; null over nothing. */
export function elementAt(x: number, y: number, ignored: Element): Element | null {
  return deepest(document, x, y, ignored);
}

function deepest(root: Document | ShadowRoot, x: number, y: number, ignored: Element): Element | null {
  // A shadow root also names elements around it: only its own count.
  const hit = root.elementsFromPoint(x, y).find((element) => element !== ignored && element.getRootNode() === root);
  if (!hit) return null;
  const inner = innerRoot(hit);
  if (!inner) return hit;
  const frame = inner.nodeType === Node.DOCUMENT_NODE ? frameOffset(hit) : { left: 0, top: 0 };
  return deepest(inner as Document | ShadowRoot, x - frame.left, y - frame.top, ignored) ?? hit;
}

function frameOffset(frame: Element): { left: number; top: number } {
  const { left, top } = frame.getBoundingClientRect();
  return { left: left + frame.clientLeft, top: top + frame.clientTop };
}

/** The element's box in the coordinates of the top window. */
export function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = { left, top, width, height };
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const offset = frameOffset(frame);
    box.left += offset.left;
    box.top += offset.top;
  }
  return box;
}

function frameOf(element: Element): Element | null {
  try {
    return element.ownerDocument.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** A frame of another origin: what is inside is out of reach. */
export function isClosedFrame(element: Element): boolean {
  return /^(iframe|frame|embed|object)$/.test(element.localName) && !innerRoot(element);
}

/** This window and the windows of all same-origin frames in it. */
export function windowsOf(view: Window): Window[] {
  const inner = [...view.document.querySelectorAll("iframe,frame")].flatMap((frame) => {
    const document = innerRoot(frame) as Document | null;
    return document?.defaultView ? windowsOf(document.defaultView) : [];
  });
  return [view, ...inner];
}
