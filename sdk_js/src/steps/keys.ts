/** The keyboard while a step is shown: Tab stays with box and target, Esc and arrows work. */
import { TYPING } from "./focus";

const REACHABLE = "a[href],button,input:not([tabindex='-1']),textarea,select,[tabindex='0']";

/** Handles the keys that are meant for the box while it is shown; all others are the page's. */
export function listenToKeys(box: HTMLElement, target: Element | null, listening: AddEventListenerOptions): void {
  /** The part of the page that Tab reaches after the box. Reached so, the next Tab leads back. */
  const outside = target && (target.matches(REACHABLE) ? target : target.querySelector(REACHABLE));
  const [right, left] = box.dir === "rtl" ? ["back", "next"] : ["next", "back"];
  const meanings: Record<string, string | undefined> = { Escape: "dismiss", ArrowRight: right, ArrowLeft: left };
  let lent = false;

  const afterTab = (at: Element, back: boolean): Element => {
    const stops = [...box.querySelectorAll(REACHABLE), ...(outside ? [outside] : [])];
    const here = stops.indexOf(at);
    const next = stops.at(back ? Math.max(here, 0) - 1 : (here + 1) % stops.length) ?? box;
    lent = next === outside;
    return next;
  };

  const onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    const at = event.composedPath()[0] as Element;
    const free = at === document.body;
    if (event.isComposing || !(box.contains(at) || free || (lent && at === outside))) return;
    const does = key !== "Escape" && (free || at.matches(TYPING)) ? "" : meanings[key];
    const chosen = key === "Tab" ? afterTab(at, event.shiftKey) : does && box.querySelector(`[data-does=${does}]`);
    if (!chosen) return;
    if (does) box.focus();
    (chosen as HTMLElement)[does ? "click" : "focus"]();
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("keydown", onKey, listening);
}
