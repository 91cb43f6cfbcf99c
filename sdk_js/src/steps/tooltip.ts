/** A box beside an element of the page, with an arrow to it and a ring around it. */
import { h, type Stop } from "./element";
import { follow } from "./follow";
import { place, type Placed } from "./place";
import type { Seat } from "./seats";

const RING = 4;

export const tooltip: Seat = ({ stage, box, step, target, lost }) => {
  if (!target) return centre(box);
  const ring = h("div", { class: step.backdrop ? "ring dim" : "ring" });
  box.before(ring);
  const arrow = box.appendChild(h("i", { class: "arrow" }));
  const zoom = stage.host.currentCSSZoom || 1;
  // In page coordinates the browser itself scrolls the box; only what does not scroll with the page is fixed to the window.
  let fixed = false;
  let seen = { x: 0, y: 0, scroll: scrollX + scrollY };
  let size: DOMRect;
  let put = "";

  const moved = (rect: DOMRect, sized: boolean): void => {
    if (sized) size = box.getBoundingClientRect();
    const { x, y, width, height } = rect;
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    const placed = place(rect, size, view, step.place ?? {}, box.dir === "rtl");
    const scroll = scrollX + scrollY;
    if (scroll !== seen.scroll) fixed = x === seen.x && y === seen.y;
    seen = { x, y, scroll };
    const inWindow = fixed || !placed.side;
    const styles = [styleOf(inWindow, placed.left, placed.top, ""), styleOf(fixed, x - RING, y - RING, `width:${(width + 2 * RING) / zoom}px;height:${(height + 2 * RING) / zoom}px`)];
    if (put === (put = styles.join())) return;
    [box.style.cssText, ring.style.cssText] = styles as [string, string];
    arrow.style.cssText = arrowOf(placed, zoom);
  };
  const styleOf = (inWindow: boolean, left: number, top: number, more: string): string => {
    const px = (length: number): string => Math.round(length / zoom) + "px;";
    return `position:${inWindow ? "fixed" : "absolute"};left:${px(left + (inWindow ? 0 : scrollX))}top:${px(top + (inWindow ? 0 : scrollY))}` + more;
  };
  const unfollow = follow(target, box, moved, lost);
  return () => {
    unfollow();
    ring.remove();
  };
};

/** On the edge of the box that faces the target, turned so that its lined corner is outside. */
function arrowOf({ side, arrow }: Placed, zoom: number): string {
  const at = arrow / zoom + "px";
  const [left, top, turn] = { bottom: [at, 0, 45], left: ["100%", at, 135], top: [at, "100%", 225], right: [0, at, -45], "": [] }[side];
  return `left:${left};top:${top};rotate:${turn}deg`;
}

/** In the middle of the window, whatever its size; content that loads late does not push it out of place. */
export function centre(box: HTMLElement): Stop {
  box.classList.add("centred");
  return () => {};
}
