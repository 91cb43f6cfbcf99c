/** The box of a step: a named dialog with content, buttons, progress and a way out. */
import { draw, DRAWERS, type Values } from "./blocks";
import type { Action, Step } from "./contract";
import { h } from "./element";
import { closeIn } from "./labels";
import type { Playable } from "./passage";
import { isDark } from "./stage";

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
  const { name, language, speech, values, act } = setting;
  const button = (label: string, does: Action[], look: string | undefined, name?: string): HTMLElement => {
    const made = h("button", { class: look ?? "primary", "data-does": does[0]!.do, "aria-label": name }, ...DRAWERS.words(label, values));
    made.onclick = () => act(does);
    return made;
  };
  const body = h("div", { class: "body", id: "d" }, ...(step.content ?? []).map((block) => draw(block, values)));
  const heading = body.querySelector("h2,h3");
  const box = h(
    "section",
    {
      class: "box" + (isDark() ? " dark" : ""),
      role: "dialog",
      // A step that waits for something done in the page must not hide the page from a screen reader.
      "aria-modal": `${!step.advance?.[0]}`,
      "aria-label": heading?.textContent || name,
      "aria-describedby": "d",
      tabindex: "-1",
      lang: language || null,
      dir: language ? (/^(ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr") : getComputedStyle(document.documentElement).direction,
    },
    body,
    h("div", { class: "foot" }, DRAWERS.progress(setting), ...DRAWERS.buttons(step, setting).map(({ label, does, look }) => button(label, does, look))),
  );
  if (step.dismissible !== false) box.append(button("×", [{ do: "dismiss" }], "close", closeIn(speech)));
  return box;
}
