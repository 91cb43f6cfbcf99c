/** A box beside an element of the page, with an arrow to it and a ring around it. */
import { h, type Stop } from "./element";
import { follow } from "./follow";
import { place } from "./place";
import { reveal } from "./rect";
import type { Seat } from "./seats";

const RING = 4;

export const tooltip: Seat = ({ stage, box, step, target, lost }) => {
  if (!target) return centre(box);
  const ring = h("div", { class: step.backdrop ? "ring dim" : "ring" });
  box.before(ring);
  box.append(h("i", { class: "arrow" }));
  const zoom = stage.host.currentCSSZoom || 1;
  // In page coordinates the browser itself scrolls the box; only what does not scroll with the page is fixed to the window.
  let fixed = false;
  let seen = { x: 0, y: 0, scroll: scrollX + scrollY };

  const moved = (rect: DOMRect): void => {
    const { x, y, width, height } = rect;
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    const placed = place(rect, box.getBoundingClientRect(), view, step.place ?? {}, box.dir === "rtl");
    const scroll = scrollX + scrollY;
    if (scroll !== seen.scroll) fixed = x === seen.x && y === seen.y;
    seen = { x, y, scroll };
    const put = (element: HTMLElement, inWindow: boolean, lengths: Record<string, number>): void => {
      if (!inWindow) {
        lengths["left"]! += scrollX;
        lengths["top"]! += scrollY;
      }
      for (const name in lengths) element.style.setProperty(name, Math.round(lengths[name]! / zoom) + "px");
      element.style.position = inWindow ? "fixed" : "absolute";
    };
    put(box, fixed || !placed.side, { left: placed.left, top: placed.top, "--at": placed.arrow });
    put(ring, fixed, { left: x - RING, top: y - RING, width: width + 2 * RING, height: height + 2 * RING });
    box.dataset["side"] = placed.side;
  };
  reveal(target);
  const unfollow = follow(target, box, moved, lost);
  return () => {
    unfollow();
    ring.remove();
  };
};

/** In the middle of the window, whatever its size; content that loads late does not push it out of place. */
export function centre(box: HTMLElement): Stop {
  box.classList.add("centred");
  return () => {};
}
