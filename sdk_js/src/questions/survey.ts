/** `dist/survey.js`: questions in any step, and surveys. */
import type { Kit } from "../runtime/kit";
import type { DeliveredGuide } from "../contract.gen";
import { h } from "../steps/element";
import type { ActionName } from "../steps/contract";
import type { Run } from "../runtime/memory";
import type { Answer, DrawControl, Question } from "./control";
import { options } from "./options";
import css from "./questions.css";
import { listen, questionsIn, responseTo } from "./response";
import { scale } from "./scale";
import { text } from "./text";
import { words } from "./words";

const DAY = 86_400_000;
const CONTROLS: Record<NonNullable<Question["ask"]>, DrawControl> = { nps: scale, csat: scale, ces: scale, rating: scale, thumbs: scale, choice: options, choices: options, text };
/** Actions that take the person onward, past a question that must be answered. */
const ONWARD: ActionName[] = ["next", "complete", "start"];

const drawnFor = new WeakMap<Question, HTMLFieldSetElement>();
let speech = "en";

/** Completes the registry of blocks with questions, and their looks. */
export function drawQuestions(drawers: Kit["DRAWERS"], addStyle: (css: string) => unknown): void {
  addStyle(css);
  drawers.question = (question, values) => ask(question, drawers.words(question.text, values));
}

export function install(kit: Kit): void {
  drawQuestions(kit.DRAWERS, kit.addStyle);
  kit.MORE.listen = (guide, from, around) => {
    speech = around.speech;
    listen(guide, from, around);
  };
  kit.MORE.may = may;
  const play = kit.KINDS.walkthrough!;
  kit.KINDS.survey = (guide, from, around) => {
    const thanks = guide.steps?.at(-1);
    // Only the thanks were left: the survey is over.
    if (thanks && from.step === thanks.key && from.trail?.length && !questionsIn(thanks).length) {
      queueMicrotask(() => around.ended("completed", thanks));
      return { stop() {} };
    }
    return play(guide, from, around);
  };
  kit.ACTIONS.insists = ({ here }, actions) => {
    const open = actions.some((action) => ONWARD.includes(action.do!)) && questionsIn(here).find((question) => question.required && !responseTo(question)?.answers[question.key]);
    if (open) complain(open);
    return !!open;
  };
}

/** Not to somebody who met another survey in the last days; the server knows of other browsers. */
function may({ key, kind, survey }: DeliveredGuide, runs: Record<string, Run>): boolean {
  const since = Date.now() - (survey?.wait_days ?? 0) * DAY;
  return kind !== "survey" || !Object.entries(runs).some(([other, run]) => other !== key && run.survey && run.at > since);
}

function ask(question: Question, said: ReturnType<Kit["DRAWERS"]["words"]>): HTMLElement {
  const response = responseTo(question);
  const id = "q-" + question.key;
  const legend = h("legend", { id }, ...said, question.required && h("span", { class: "must", "aria-hidden": "true" }, " *"));
  const fieldset = h("fieldset", { class: "ask " + question.ask }, legend);
  const control = CONTROLS[question.ask](question, id, {
    given: response?.answers[question.key],
    speech,
    answered(answer) {
      response?.answered(question, answer);
      settle(fieldset, answer);
    },
    tapped: () => goOn(fieldset, question),
  });
  fieldset.append(control);
  drawnFor.set(question, fieldset);
  return fieldset;
}

function settle(fieldset: HTMLElement, answer: Answer | undefined): void {
  fieldset.classList.toggle("answered", !!answer);
  fieldset.querySelector(".complaint")?.remove();
  if (!fieldset.classList.contains("thumbs") || fieldset.querySelector(".thanks")) return;
  fieldset.append(h("p", { class: "thanks", role: "status" }, words(speech).thanks));
}

/** A question alone in its step, whose author made no buttons, goes on with the tap that answers it. */
function goOn(fieldset: HTMLElement, { ask }: Question): void {
  const box = fieldset.closest(".box:not(.left)");
  const button = box?.querySelector<HTMLElement>(".foot button");
  if (ask === "thumbs" || !button || box!.querySelectorAll("fieldset").length > 1 || box!.querySelectorAll(".foot button").length > 1) return;
  box!.classList.add("left");
  button.click();
}

function complain(question: Question): void {
  const fieldset = drawnFor.get(question);
  if (!fieldset) return;
  fieldset.querySelector(".complaint") ?? fieldset.append(h("p", { class: "complaint", role: "alert" }, words(speech).required));
  fieldset.querySelector<HTMLElement>("input:not([tabindex='-1']),textarea")?.focus();
}

