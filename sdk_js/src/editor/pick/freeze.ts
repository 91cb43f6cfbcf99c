/**
 * Holds the page as it is: menus that close when the focus or the pointer leaves them stay open, because the app never
 * hears that anything left.
 */
import { windowsOf } from "./geometry";

const LEAVING = [
  "blur", "focusout", "mouseleave", "mouseout", "pointerleave", "pointerout", "pointercancel", "visibilitychange",
  "focus", "focusin", "mouseenter", "mouseover", "pointerenter", "pointerover",
];

/** Starts swallowing; answers how to stop. `owns` tells our own events, which go through. */
export function freeze(owns: (event: Event) => boolean): () => void {
  const stop = new AbortController();
  const swallow = (event: Event): void => {
    if (!owns(event)) event.stopImmediatePropagation();
  };
  for (const view of windowsOf(window))
    for (const type of LEAVING) view.addEventListener(type, swallow, { capture: true, signal: stop.signal });
  return () => stop.abort();
}
