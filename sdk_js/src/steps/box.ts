/** The box of a step: a named dialog with content, buttons, progress and a way out. */
import { draw, DRAWERS, type Values } from "./blocks";
import type { Action, Button, Step } from "./contract";
import { h } from "./element";
import { isDark } from "./stage";
import type { Playable } from "./passage";
import { wordsIn } from "./words";

/** What surrounds a step: whose it is, which of how many, and what its buttons do. */
export interface Setting {
  name: string;
  /** Of the content; empty: the page's own. */
  language: string;
  /** Of the snippet's own words. */
  speech: string;
  /** From 0. */
  index: number;
  count: number;
  values: Values;
  /** How the way through the steps is shown; numbers unless told otherwise. */
  progress?: Playable["progress"];
  act(actions: Action[]): void;
}

export function drawBox(step: Step, setting: Setting): HTMLElement {
  const { name, language, speech, index, count, values, act } = setting;
  const words = wordsIn(speech);
  const button = (label: string, does: Action[], look: string, name?: string): HTMLElement => {
    const made = h("button", { class: look, "data-does": does[0]!.do, "aria-label": name }, ...DRAWERS.words(label, values));
    made.onclick = () => act(does);
    return made;
  };
  const next: Button = { label: index < count - 1 ? words.next : words.done, does: [{ do: "next" }] };
  const waits = !!step.advance?.length;
  const buttons = step.buttons?.length || waits ? step.buttons! : [next];
  const body = h("div", { class: "body", id: "d" }, ...(step.content ?? []).map((block) => draw(block, values)));
  // A step that waits for something done in the page must not hide the page from a screen reader.
  const box = h("section", { class: "box", role: "dialog", "aria-modal": String(!waits), "aria-describedby": "d", tabindex: "-1" }, body);
  const heading = body.querySelector("h2,h3");
  if (heading) heading.id = "t";
  box.setAttribute(heading ? "aria-labelledby" : "aria-label", heading ? "t" : name);
  box.classList.toggle("dark", isDark());
  if (language) box.lang = language;
  box.dir = language ? (/^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr") : getComputedStyle(document.documentElement).direction;
  box.append(
    h("div", { class: "foot" }, h("span", { class: "count" }, count > 1 && `${index + 1} / ${count}`), ...buttons.map((b) => button(b.label, b.does, b.look ?? "primary"))),
  );
  if (step.dismissible !== false) box.append(button("×", [{ do: "dismiss" }], "close", words.close));
  return box;
}
