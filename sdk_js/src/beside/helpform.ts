/** "Ask for help": what the person writes, with where they are and what they tried. */
import { isStanding } from "../runtime/standing";
import type { Step } from "../steps/contract";
import { h } from "../steps/element";
import type { Surroundings } from "../steps/passage";
import { whatWasTried } from "./tried";
import type { Words } from "./words";

const LONGEST = 2000;
/** Milliseconds for which a guide counts as what the person was just trying. */
const LATELY = 30 * 60_000;

export function helpForm(around: Surroundings, here: Step, words: Words, say: (words: string) => void): HTMLElement {
  const field = h("textarea", { id: "ask", required: "", maxlength: String(LONGEST), "aria-describedby": "ask-with" });
  const form = h("form", { class: "form" }, h("label", { for: "ask", dir: "auto" }, words.question), field, h("p", { id: "ask-with", dir: "auto" }, words.with), h("button", { class: "primary", type: "submit" }, words.send));
  // What is typed here is not a shortcut of the page's.
  for (const name of ["keydown", "keyup", "keypress"] as const) field.addEventListener(name, (event) => event.key !== "Escape" && event.stopPropagation());
  form.onsubmit = (event) => {
    event.preventDefault();
    const message = field.value.trim();
    if (!message) return field.focus();
    const tried = whatWasTried();
    const about = tried.findLast(({ step }) => step) ?? lastTouched(around);
    around.tell("help_requested", here, { message, tried, ...(about && { about: { guide: about.guide, step: about.step } }) });
    const thanks = h("p", { class: "none", tabindex: "-1" }, words.sent);
    form.replaceWith(thanks);
    thanks.focus();
    say(words.sent);
  };
  return form;
}

/** The guide that steps through the page which was played last here, and its step. */
function lastTouched(around: Surroundings): { guide: string; step: string } | undefined {
  const runs = around.delivered().filter(({ kind }) => !isStanding(kind)).map((guide) => ({ guide: guide.key, step: "", at: 0, ...around.runOf(guide) }));
  const [latest] = runs.filter(({ at, step }) => step && Date.now() - at < LATELY).sort((a, b) => b.at - a.at);
  return latest && { guide: latest.guide, step: latest.step };
}
