/** Keeps something small at an element of the page, out of sight while the element is scrolled out of its container. */
import type { Stop } from "../steps/element";
import { follow } from "../steps/follow";
import { rectOf } from "../steps/rect";

export interface Spot {
  left: number;
  top: number;
}

/** `spot`: where it belongs, in pixels of the window. `lost` is called once when the element has gone or is hidden. */
export function pin(host: HTMLElement, target: Element, mark: HTMLElement, spot: (target: DOMRect, mark: DOMRect) => Spot, lost: () => void): Stop {
  const clips = clipping(target);
  // A page under CSS zoom measures in other pixels than ours: undone.
  const zoom = 1 / (host.currentCSSZoom || 1);
  let written = "";
  return follow(
    target,
    mark,
    (rect, fixed) => {
      const { left, top } = spot(rect, mark.getBoundingClientRect());
      const [x, y] = fixed ? [left, top] : [left + scrollX, top + scrollY];
      const style = `zoom:${zoom};position:${fixed ? "fixed" : "absolute"};left:${Math.round(x)}px;top:${Math.round(y)}px;visibility:${clips.every((clip) => overlaps(rect, rectOf(clip))) ? "visible" : "hidden"}`;
      if (written !== (written = style)) mark.style.cssText = style;
    },
    lost,
  );
}

/** The ancestors that cut off what sticks out of them. */
function clipping(element: Element): Element[] {
  const found: Element[] = [];
  const { body, documentElement } = element.ownerDocument;
  for (let at = parentOf(element); at && at !== body && at !== documentElement; at = parentOf(at)) {
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflow)) found.push(at);
  }
  return found;
}

function parentOf(element: Element): Element | null {
  return element.assignedSlot ?? element.parentElement ?? ((element.getRootNode() as ShadowRoot).host as Element | undefined) ?? null;
}

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
