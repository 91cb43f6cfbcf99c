/**
 * Staying with a target that moves. Positions are read only while something may be moving: after a scroll or resize, and after
 * the browser reports that the target left its place (an intersection observer fitted around it). Nothing is read per frame
 * while nothing moves, and mutations of the page are not watched at all.
 */
import type { Stop } from "./element";
import { rectOf } from "./rect";

/** Frames in a row without movement after which nothing is moving any more. */
const STILL = 12;

/**
 * Calls `moved` at once and whenever the target may be elsewhere in the window or `box` has another size, and `lost` once when
 * the target is gone or hidden.
 */
export function follow(target: Element, box: Element, moved: (rect: DOMRect) => void, lost: () => void): Stop {
  const listening = new AbortController();
  let place: string | undefined;
  let shifts: IntersectionObserver | undefined;
  let frame = 0;
  let still = 0;

  /** Answers whether the target is elsewhere than at the last look. */
  const look = (): boolean => {
    const rect = rectOf(target);
    const { x, y, width, height } = rect;
    const before = place;
    place = [x, y, width, height].join();
    if (width || height) moved(rect);
    else {
      stop();
      lost();
    }
    return place !== before;
  };

  const wake = (): void => {
    still = 0;
    frame ||= requestAnimationFrame(tick);
  };

  const tick = (): void => {
    still = look() ? 0 : still + 1;
    frame = 0;
    if (listening.signal.aborted) return;
    if (still < STILL) frame = requestAnimationFrame(tick);
    else fit();
  };

  /** Fits the observer's root around the visible part of the target; leaving it is what the observer reports. */
  const fit = (): void => {
    const { left, top, right, bottom } = rectOf(target);
    const rootMargin = [top, innerWidth - right, innerHeight - bottom, left].map((side) => (side > 0 ? -Math.floor(side) : 0) + "px").join(" ");
    shifts?.disconnect();
    shifts = new IntersectionObserver(() => look() && wake(), { rootMargin, threshold: [0, 0.2, 0.4, 0.6, 0.8, 1] });
    shifts.observe(target);
  };

  const sizes = new ResizeObserver(look);
  const stop = (): void => {
    listening.abort();
    shifts?.disconnect();
    sizes.disconnect();
    cancelAnimationFrame(frame);
  };

  for (const view of new Set([window, target.ownerDocument.defaultView!])) {
    for (const name of ["scroll", "resize"]) view.addEventListener(name, wake, { capture: true, passive: true, signal: listening.signal });
  }
  look();
  fit();
  sizes.observe(target);
  sizes.observe(box);
  return stop;
}
