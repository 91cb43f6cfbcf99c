/** Which elements could be the one: few enough to score, whatever the size of the page. */
import type { Evidence } from "./descriptor";
import { queryAll, type Root } from "./roots";

const PRESSED = "button,a,summary,input[type=button],input[type=submit],input[type=reset],[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=switch]";
const FILLED_IN = "input,textarea,select,[contenteditable=true],[role=textbox],[role=combobox],[role=checkbox],[role=radio],[role=slider],[role=spinbutton]";
const PRESSED_ROLES = /^(button|link|tab|menuitem|option|switch)$/;
const FIELD_ROLES = /^(textbox|combobox|checkbox|radio|slider|spinbutton|searchbox|listbox)$/;

export const SCORED_AT_MOST = 300;

/** Elements of the same tag, and those that serve the same purpose under another tag. */
export function candidates(d: Evidence, root: Root): Element[] {
  const all = queryAll(root, purpose(d));
  return all.length > SCORED_AT_MOST ? narrow(d, root, all) : all;
}

function purpose(d: Evidence): string {
  const role = d.role ?? "";
  const group = PRESSED_ROLES.test(role) ? PRESSED : FIELD_ROLES.test(role) ? FILLED_IN : "";
  return [d.tag, group, ...worded(d)].filter(Boolean).join(",");
}

/** Any element that says the same in an attribute. */
function worded(d: Evidence): string[] {
  return ["aria-label", "title"].flatMap((name) => {
    const value = d.attributes?.[name];
    return value ? [`[${name}="${CSS.escape(value)}"]`] : [];
  });
}

/** Too many: those sharing the most classes, attributes and ancestors first. */
function narrow(d: Evidence, root: Root, all: Element[]): Element[] {
  const hints = new Map<Element, number>();
  for (const selector of hintSelectors(d)) for (const e of queryAll(root, selector)) hints.set(e, (hints.get(e) ?? 0) + 1);
  const ranked = all.map((e) => [e, (hints.get(e) ?? 0) * 2 + +(e.localName === d.tag)] as const);
  ranked.sort((a, b) => b[1] - a[1]);
  return ranked.slice(0, SCORED_AT_MOST).map(([e]) => e);
}

function hintSelectors(d: Evidence): string[] {
  const own = (d.classes ?? []).map((c) => "." + CSS.escape(c));
  const facts = Object.entries(d.attributes ?? {}).map(([k, v]) => `[${CSS.escape(k)}="${CSS.escape(v)}"]`);
  const steps = (d.path ?? []).slice(0, 4).map((step) => step.slice(0, step.lastIndexOf(":")));
  const within = steps.map((step, i) => step + (i ? " " : ">") + d.tag);
  return [...own, ...facts, ...within].filter((s) => s.length > 1);
}
