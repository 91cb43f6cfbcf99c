/** What the author did in the app, as a step can ask people to do it: which element it was about, and how it counts as done. */
import { roleOf } from "../../target/role";
import { parentOf } from "../../target/roots";

/** `click` something, `open` a link, `choose` one of several, `select` in a list, `tick` a box, `fill` a field in. */
export type Deed = "click" | "open" | "choose" | "select" | "tick" | "fill";

export interface Done {
  deed: Deed;
  element: Element;
}

const PRESSED = /^(button|link|menuitem.*|tab|option|treeitem|gridcell|switch|checkbox|radio|combobox|slider)$/;
const CHOSEN = /^(menuitemradio|tab|option|treeitem|radio)$/;
const TICKED = /^(checkbox|switch|menuitemcheckbox)$/;
/** Fields whose click only begins something: what counts is that they are filled in. */
const WRITTEN = /^(text|search|email|password|tel|url|number|date|datetime-local|month|week|time|color|range|file)$/;

/** What a click on `start` does, if anything: clicks beside all controls mean nothing. */
export function clicked(start: Element): Done | null {
  for (let element: Element | null = start; element; element = parentOf(element)) {
    if (isWritten(element) || element.localName === "select") return null;
    // The click that the browser makes of it on the labelled control is the one that counts.
    if (element.localName === "label" && (element as HTMLLabelElement).control) return null;
    const role = roleOf(element);
    if (element.localName === "summary" || PRESSED.test(role) || element.hasAttribute("onclick")) return { deed: deedOf(role), element };
  }
  return looksClickable(start) ? { deed: "click", element: start } : null;
}

function deedOf(role: string): Deed {
  if (role === "link") return "open";
  if (TICKED.test(role)) return "tick";
  return CHOSEN.test(role) ? "choose" : "click";
}

/** Controls that say nothing of themselves: the app shows a hand over them. */
function looksClickable(element: Element): boolean {
  return getComputedStyle(element).cursor === "pointer";
}

/** What typing or choosing in `start` does; null for controls whose click was seen already. */
export function entered(start: Element): Done | null {
  if (start.localName === "select") return { deed: "select", element: start };
  const editable = start.closest("[contenteditable]:not([contenteditable=false])");
  const element = editable ?? start;
  return isWritten(element) ? { deed: "fill", element } : null;
}

export function isWritten(element: Element): boolean {
  if (element.localName === "textarea") return true;
  if (element.localName === "input") return WRITTEN.test((element as HTMLInputElement).type);
  return (element as HTMLElement).isContentEditable === true;
}

/** A field for a password that is to be known already: here people log in. */
const KNOWN_PASSWORD = "input[type=password]:not([autocomplete=new-password])";

/** Whether this page is for logging in: nobody is known here yet, and nothing of ours belongs beside a password. */
export function isLogInPage(page: Document = document): boolean {
  const fields = [...page.querySelectorAll<HTMLInputElement>(KNOWN_PASSWORD)].filter((field) => field.checkVisibility?.() ?? true);
  return fields.some((field) => (field.form ?? page).querySelectorAll("input[type=password]").length === 1);
}
