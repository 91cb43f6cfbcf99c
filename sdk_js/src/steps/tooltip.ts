/** A box beside an element of the page, with an arrow to it and a ring around it. */
import { h, type Stop } from "./element";
import { follow } from "./follow";
import { place } from "./place";
import type { Seat } from "./seats";

const RING = 4;

export const tooltip: Seat = ({ stage, box, step, target, lost }) => {
  if (!target) return centre(box);
  const ring = h("div", { class: step.backdrop ? "ring dim" : "ring" });
  box.before(ring);
  box.append(h("i", { class: "arrow" }));
  // A page under CSS zoom measures in other pixels than ours: undone.
  const zoom = 1 / (stage.host.currentCSSZoom || 1);
  // In page coordinates the browser itself scrolls the box; only what does not scroll with the page is fixed to the window.
  let fixed = false;
  let seen: DOMRect | undefined;
  let scrolled = [0, 0];
  let size: DOMRect;
  let written = "";

  const moved = (rect: DOMRect, sized: boolean): void => {
    const { x, y, width, height } = rect;
    const scroll = [scrollX, scrollY];
    if (sized) size = box.getBoundingClientRect();
    const { left, top, side = "", arrow } = place(rect, size, { width: document.documentElement.clientWidth, height: innerHeight }, step.place ?? {}, box.dir === "rtl");
    if (seen && scroll.join() !== scrolled.join()) fixed = x === seen.x && y === seen.y;
    scrolled = scroll;
    seen = rect;
    const styleAt = (inWindow: boolean, ...at: number[]): string => {
      const [left, top] = at.map((length, axis) => Math.round(length + (inWindow ? 0 : scroll[axis]!)));
      return `zoom:${zoom};position:${inWindow ? "fixed" : "absolute"};left:${left}px;top:${top}px;`;
    };
    const styles = [
      styleAt(fixed || !side, left, top) + `--at:${arrow}px`,
      styleAt(fixed, x - RING, y - RING) + `width:${width + 2 * RING}px;height:${height + 2 * RING}px`,
    ] as const;
    // All reading comes before all writing, and nothing is written that stands there already.
    if (written === (written = styles.join())) return;
    [box.style.cssText, ring.style.cssText] = styles;
    box.dataset["side"] = side;
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
