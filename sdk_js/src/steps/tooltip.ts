/** A box beside an element of the page, with an arrow to it and a ring around it. */
import { h, type Stop } from "./element";
import { follow } from "./follow";
import { place } from "./place";
import type { Seat } from "./seats";

const RING = 4;

export const tooltip: Seat = ({ stage, box, step, target, lost }) => {
  if (!target) return centre(box);
  const ring = h("div", { class: step.backdrop ? "ring dim" : "ring" });
  const arrow = h("i", { class: "arrow" });
  box.before(ring);
  box.append(arrow);
  // In page coordinates the browser itself scrolls the box; only what does not scroll with the page is fixed to the window.
  let fixed = false;
  let seen: DOMRect | undefined;
  let scrolled = "";
  let size: DOMRect;
  let written = "";

  const moved = (rect: DOMRect, sized: boolean): void => {
    const { x, y, width, height } = rect;
    const scroll = [scrollX, scrollY].join();
    if (sized) size = box.getBoundingClientRect();
    const { left, top, arrow: tip } = place(rect, size, { width: document.documentElement.clientWidth, height: innerHeight }, step.place ?? {}, box.dir === "rtl");
    if (seen && scroll !== scrolled) fixed = x === seen.x && y === seen.y;
    scrolled = scroll;
    seen = rect;
    const at = (inWindow: boolean, left: number, top: number): string =>
      `position:${inWindow ? "fixed" : "absolute"};left:${Math.round(inWindow ? left : left + scrollX)}px;top:${Math.round(inWindow ? top : top + scrollY)}px;`;
    // A page under CSS zoom measures in other pixels than ours: undone.
    const zoom = `zoom:${1 / (stage.host.currentCSSZoom || 1)};`;
    const styles = [
      zoom + at(fixed || !tip, left, top),
      zoom + at(fixed, x - RING, y - RING) + `width:${width + 2 * RING}px;height:${height + 2 * RING}px`,
      tip ? `left:${tip.left}px;top:${tip.top}px` : "display:none",
    ];
    // All reading comes before all writing, and nothing is written that stands there already.
    if (written === (written = styles.join())) return;
    [box, ring, arrow].forEach((part, index) => (part.style.cssText = styles[index]!));
  };
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
