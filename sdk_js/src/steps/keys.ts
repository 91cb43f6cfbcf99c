/** The keyboard while a step is shown: Tab stays with box and target, Esc and arrows work. */
import { TYPING } from "./focus";

const REACHABLE = "a[href],button,input:not([tabindex='-1']),textarea,select,[tabindex='0']";

/** The part of the page that Tab has led to from a box. From there the next Tab leads back, and Esc still leaves the step. */
let lent: Element | null = null;

/** Does what a key pressed at `at` means for the box that is shown; keys that are not meant for it are the page's. */
export function key(event: KeyboardEvent, at: Element, box: HTMLElement, target: Element | null): void {
  const free = at === document.body;
  if (event.isComposing || !box.isConnected || !(box.contains(at) || free || at === lent)) return;
  const [right, left] = box.dir === "rtl" ? ["back", "next"] : ["next", "back"];
  const arrows = !free && !at.matches(TYPING) && { ArrowRight: right, ArrowLeft: left };
  const meanings: Record<string, string | undefined> = { Escape: "dismiss", ...arrows };
  const does = meanings[event.key];
  const chosen = event.key === "Tab" ? afterTab(at, event.shiftKey, box, target) : does && box.querySelector(`[data-does=${does}]`);
  if (!chosen) return;
  if (does) box.focus();
  (chosen as HTMLElement)[does ? "click" : "focus"]();
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Tab goes round in the box and through the target, when that can have the focus or holds what can. */
function afterTab(at: Element, back: boolean, box: HTMLElement, target: Element | null): Element {
  const outside = target && (target.matches(REACHABLE) ? target : target.querySelector(REACHABLE));
  const stops = [...box.querySelectorAll(REACHABLE), ...(outside ? [outside] : [])];
  const here = stops.indexOf(at);
  const next = stops.at(back ? Math.max(here, 0) - 1 : (here + 1) % stops.length) ?? box;
  lent = next === outside ? outside : null;
  return next;
}
