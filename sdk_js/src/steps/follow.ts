/**
 * Staying with a target that moves. Positions are read only while something may be moving: after a scroll or resize, and after
 * the browser reports that the target left its place (an intersection observer fitted around it). Nothing is read per frame
 * while nothing moves, and mutations of the page are not watched at all.
 */
import type { Stop } from "./element";
import { rectOf } from "./rect";

/** Milliseconds without movement after which the target stands still. */
const REST = 100;

/** `fixed`: the target stays in the window when the page scrolls. */
export type Moved = (rect: DOMRect, fixed: boolean) => void;

/**
 * Calls `moved` when the target has moved in the page (or in the window, where it stays when the page scrolls), but not while it
 * only scrolls along with the page: what lies in page coordinates is scrolled by the browser. Calls it too whenever a size may
 * have changed or a movement has come to rest, and `lost` once when the target is gone or hidden.
 */
export function follow(target: Element, box: Element, moved: Moved, lost: () => void): Stop {
  const listening = new AbortController();
  const { signal } = listening;
  let rect: DOMRect;
  let left: number, top: number, pageLeft: number, pageTop: number;
  let fixed = false;
  let movedAt = 0;
  let shifts: IntersectionObserver | undefined;
  let frame = 0;
  let timer = 0;

  /** Answers whether the target has moved since the last look; `sized`: a size may be another. */
  const look = (sized = false): boolean => {
    rect = rectOf(target);
    const { x, y } = rect;
    const stays = x === left && y === top;
    const scrolls = x + scrollX === pageLeft && y + scrollY === pageTop;
    left = x;
    top = y;
    pageLeft = x + scrollX;
    pageTop = y + scrollY;
    const turns = stays !== scrolls && stays !== fixed;
    if (turns) fixed = stays;
    const moves = turns || !(stays || scrolls);
    if (moves) movedAt = performance.now();
    if (!rect.width && !rect.height) {
      stop();
      lost();
    } else if (moves || sized) moved(rect, fixed);
    return moves;
  };

  const isResting = (): boolean => performance.now() - movedAt > REST;

  /** Something in the page moves the target: keep up frame by frame until it stands still. */
  const chase = (): void => {
    frame = requestAnimationFrame(() => {
      look();
      if (signal.aborted) return;
      if (isResting()) fit();
      else chase();
    });
  };

  /** Fits the observer's root around the visible part of the target; leaving it is what the observer reports. */
  const fit = (): void => {
    look(true);
    cancelAnimationFrame(frame);
    frame = 0;
    shifts?.disconnect();
    if (signal.aborted) return;
    const sides = [top, innerWidth - rect.right, innerHeight - rect.bottom, left];
    const rootMargin = sides.map((side) => Math.min(0, -Math.floor(side)) + "px").join(" ");
    shifts = new IntersectionObserver(() => !frame && look() && chase(), { rootMargin, threshold: [0, 0.2, 0.4, 0.6, 0.8, 1] });
    shifts.observe(target);
  };

  /** One timer for a whole scroll: it is set again only when it finds the scroll still going on. */
  const rest = (): void => {
    timer = 0;
    if (isResting()) fit();
    else timer = setTimeout(rest, REST);
  };

  const onScroll = (): void => {
    movedAt = performance.now();
    shifts?.disconnect();
    timer ||= setTimeout(rest, REST);
    look();
  };

  const sizes = new ResizeObserver(fit);
  const stop = (): void => {
    listening.abort();
    shifts?.disconnect();
    sizes.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };

  for (const view of new Set([window, target.ownerDocument.defaultView!])) {
    view.addEventListener("scroll", onScroll, { capture: true, passive: true, signal });
    view.addEventListener("resize", fit, { signal });
  }
  // Told of the sizes they have, both observers' first reports are the first fit.
  sizes.observe(target);
  sizes.observe(box);
  return stop;
}
