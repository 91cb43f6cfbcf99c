/**
 * Staying with a target that moves. Positions are read only while something may be moving: after a scroll or resize, and after
 * the browser reports that the target left its place (an intersection observer fitted around it). Nothing is read per frame
 * while nothing moves, and mutations of the page are not watched at all.
 */
import type { Stop } from "./element";
import { rectOf } from "./rect";

/** Milliseconds without movement after which the target stands still. */
const REST = 150;

/**
 * Calls `moved` whenever the target may be elsewhere in the window or (`sized`) `box` or window may have another size, and
 * `lost` once when the target is gone or hidden.
 */
export function follow(target: Element, box: Element, moved: (rect: DOMRect, sized: boolean) => void, lost: () => void): Stop {
  const listening = new AbortController();
  let rect: DOMRect;
  let place = "";
  let movedAt = 0;
  let shifts: IntersectionObserver | undefined;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout>;

  /** Answers whether the target is elsewhere than at the last look. */
  const look = (sized = false): boolean => {
    rect = rectOf(target);
    const { x, y, width, height } = rect;
    const before = place;
    place = [x, y, width, height].join();
    if (width || height) moved(rect, sized);
    else {
      stop();
      lost();
    }
    if (place === before) return false;
    movedAt = performance.now();
    return true;
  };

  /** Something in the page moves the target: keep up frame by frame until it stands still. */
  const chase = (): void => {
    frame = requestAnimationFrame(() => {
      look();
      if (listening.signal.aborted) return;
      if (performance.now() - movedAt < REST) chase();
      else fit();
    });
  };

  /** Fits the observer's root around the visible part of the target; leaving it is what the observer reports. */
  const fit = (): void => {
    const sides = [rect.top, innerWidth - rect.right, innerHeight - rect.bottom, rect.left];
    const rootMargin = sides.map((side) => Math.min(0, -Math.floor(side)) + "px").join(" ");
    frame = 0;
    shifts?.disconnect();
    shifts = new IntersectionObserver(() => !frame && look() && chase(), { rootMargin, threshold: [0, 0.2, 0.4, 0.6, 0.8, 1] });
    shifts.observe(target);
  };

  const onScroll = ({ type }: Event): void => {
    shifts?.disconnect();
    clearTimeout(timer);
    timer = setTimeout(fit, REST);
    look(type === "resize");
  };

  const sizes = new ResizeObserver(() => look(true));
  const stop = (): void => {
    listening.abort();
    shifts?.disconnect();
    sizes.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };

  for (const view of new Set([window, target.ownerDocument.defaultView!])) {
    for (const name of ["scroll", "resize"]) view.addEventListener(name, onScroll, { capture: true, passive: true, signal: listening.signal });
  }
  look();
  fit();
  sizes.observe(target);
  sizes.observe(box);
  return stop;
}
