/** A box beside an element of the page, with an arrow to it and a ring around it. */
import { h, type Stop } from "./element";
import type { Moved } from "./follow";
import { place, type Pair } from "./place";
import { rectOf } from "./rect";
import type { Seat } from "./seats";
import { CARE } from "./stay";
import { wishOf } from "./wish";

const RING = 4;

const corner = ([top, left]: number[]): string => `top:${top}px;left:${left}px;`;

export const tooltip: Seat = ({ stage, box, step, target, lost }) => {
  if (!target) return centre(box);
  const ring = h("div", { class: "ring" });
  const arrow = h("i", { class: "arrow" });
  box.before(ring);
  box.append(arrow);
  let written = "";

  // In page coordinates the browser itself scrolls the box; only what does not scroll with the page is fixed to the window.
  const moved: Moved = ({ left, top, right, bottom }, fixed) => {
    const { width, height } = box.getBoundingClientRect();
    const room: Pair = [innerHeight, document.documentElement.clientWidth];
    const { at, arrow: tip } = place([top, left], [bottom, right], [height, width], room, wishOf(step, box));
    const scroll = [scrollY, scrollX];
    // A page under CSS zoom measures in other pixels than ours: undone.
    const zoom = 1 / (stage.host.currentCSSZoom || 1);
    const styleAt = (inWindow: boolean, at: Pair): string =>
      `zoom:${zoom};position:` + (inWindow ? "fixed;" : "absolute;") + corner(at.map((length, axis) => Math.round(inWindow ? length : length + scroll[axis]!)));
    const styles = [
      styleAt(fixed || !tip, at),
      styleAt(fixed, [top - RING, left - RING]) + `width:${right - left + 2 * RING}px;height:${bottom - top + 2 * RING}px`,
      tip ? corner(tip) : "display:none",
    ];
    // All reading comes before all writing, and nothing is written that stands there already.
    if (written === (written = styles.join())) return;
    [box, ring, arrow].forEach((part, index) => (part.style.cssText = styles[index]!));
  };
  moved(rectOf(target), false);
  const leave = CARE.follow(target, box, moved, lost);
  return () => {
    leave();
    ring.remove();
  };
};

/** In the middle of the window, whatever its size; content that loads late does not push it out of place. */
export function centre(box: HTMLElement): Stop {
  box.classList.add("centred");
  return () => {};
}
