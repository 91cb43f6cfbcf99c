/**
 * The one element of ours in the page: a popover, so that it lies in the top layer above every z-index, with an open shadow
 * root, so that the page's styles stay out and ours stay in.
 */
import css from "./box.css";
import { h } from "./element";

export interface Stage {
  root: ShadowRoot;
  host: HTMLElement;
  /** Says something to screen readers without moving the focus. */
  say(words: string): void;
  /** Into the dialog or the fullscreen element that makes the rest of the page inert, if there is one; `again`: above what was opened since. */
  raise(near: Element | null, again?: boolean): void;
}

let common: CSSStyleSheet | undefined;
const added: CSSStyleSheet[] = [];

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** Adds rules to every stage opened from now on, after the common ones. */
export function addStyle(text: string): void {
  added.push(sheetOf(text));
}

/** `theme`: CSS custom properties (`--shirube-accent`, …) that win over the page's own. */
export function openStage(theme: Record<string, string> = {}): Stage {
  const host = document.createElement("shirube-guide");
  const root = host.attachShadow({ mode: "open" });
  const live = root.appendChild(h("p", { class: "live", role: "status" }));
  root.adoptedStyleSheets = [(common ??= sheetOf(css)), ...added];
  host.popover = "manual";
  for (const [name, value] of Object.entries(theme)) host.style.setProperty(name, value);
  return {
    root,
    host,
    say: (words) => void (live.textContent = words),
    raise(near, again) {
      const parent = confining(near) ?? document.fullscreenElement ?? document.documentElement;
      // Leaving its place in the document closes a popover.
      if (again || host.parentNode !== parent) {
        parent.append(host);
        host.showPopover();
      }
    },
  };
}

/** The modal dialog around the element, else the last one open in the page. */
function confining(near: Element | null): Element | undefined {
  const around = near?.ownerDocument === document && near.closest("dialog:modal,[aria-modal=true]");
  return around || [...document.querySelectorAll("dialog:modal")].pop();
}

/** Whether the page under us is dark: then its text is light. Of all that eyes see of light, most is green. */
export function isDark(): boolean {
  return +getComputedStyle(document.body).color.split(",")[1]! > 133;
}
