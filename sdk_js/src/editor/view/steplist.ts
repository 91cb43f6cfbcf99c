/** All steps in order: what each says, what it points at, whether it is there now. */
import { jumpsOf, stepOf, titleOf, stepsOf, type Step } from "../draft";
import { addable, pickedKind, shownAs } from "../kinds";
import { nameOfTarget } from "../pick/names";
import { guideOf, problemsOf, repairOf, type Actions, type State } from "../state";
import { contentsForm } from "./contentsform";
import { icon } from "./icons";
import { turnWords } from "./lookbar";
import { button, iconButton, steady } from "./parts";
import { h, type VNode } from "./vdom";

/** The id of the button that starts picking a new step's element. */
export const PICK_BUTTON = "pick-new";

export function stepList(state: State, act: Actions): VNode[] {
  const steps = stepsOf(guideOf(state));
  if (!steps.length) return [...contentsForm(state, act), ...(addable(guideOf(state)) ? [empty(state, act)] : [])];
  return [
    ...contentsForm(state, act),
    h("ol", { class: "steps", key: "steps" }, ...steps.map((step, place) => row(state, act, step, place, steps.length))),
    ...(addable(guideOf(state)) ? [h("div", { class: "section", key: "add" }, steps.some((step) => jumpsOf(step).length) && branchLink(state), adders(state, act), freezeHint(state))] : []),
  ];
}

/** The studio draws them, in a tab of its own. */
function branchLink({ words, studio }: State): VNode {
  return h("a", { class: "link", href: studio.replace(/\/edit$/, "/branches"), target: "_blank", rel: "noopener" }, words.branchMap);
}

function empty(state: State, act: Actions): VNode {
  const { words } = state;
  return h("div", { class: "empty", key: "empty" }, icon("target"), h("h2", null, words.emptyTitle), h("p", null, words.emptyText),
    h("div", { class: "actions" },
      pickedKind(guideOf(state)) && button(words.addTooltip, () => act.pick({ new: true }), "primary full", "target", { id: PICK_BUTTON }),
      recorder(state, act),
      shownAs(guideOf(state)).includes("modal") && button(words.addModal, act.addModal, "full", "dialog")));
}

function freezeHint({ words }: State): VNode {
  return h("p", { class: "hint freeze" }, h("span", null, words.freezeHint, " ", h("kbd", null, "F8")));
}

function recorder(state: State, act: Actions): VNode | false {
  return shownAs(guideOf(state)).includes("tooltip") && button(state.words.record, act.record, "full", "record");
}

/** The ways to add a step. */
export function adders(state: State, act: Actions): VNode {
  const { words } = state;
  const guide = guideOf(state);
  return h("div", { class: "actions pair" },
    pickedKind(guide) && button(words.addTooltip, () => act.pick({ new: true }), "", "target", { id: PICK_BUTTON }),
    shownAs(guide).includes("modal") && button(words.addModal, act.addModal, "", "dialog"),
    recorder(state, act));
}

function row(state: State, act: Actions, step: Step, place: number, of: number): VNode {
  const { words } = state;
  const title = titleOf(step);
  const keys = (event: Event): void => {
    const { key, altKey } = event as KeyboardEvent;
    if (!altKey || (key !== "ArrowUp" && key !== "ArrowDown")) return;
    event.preventDefault();
    act.move(step.key, key === "ArrowUp" ? -1 : 1);
  };
  return h("li", { class: "step", key: step.key },
    h("button", { type: "button", class: "step-open", on: { click: () => act.select(step.key), keydown: keys, ...steady }, "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown" },
      h("span", { class: `number ${step.kind ?? "tooltip"}`, "aria-hidden": "true" }, place + 1),
      h("span", { class: "unseen" }, `${words.stepOf(place + 1, of)}: `),
      h("span", { class: "step-words" },
        h("span", { class: title ? "step-title" : "step-title none" }, title || words.untitled),
        about(state, step),
        ...jumps(state, step))),
    h("div", { class: "step-tools" },
      iconButton("copy", words.duplicate, () => act.duplicate(step.key)),
      iconButton("trash", words.remove, () => act.remove(step.key)),
      grip(state, act, step)));
}

/** Where the way may fork, or which way the person looked as takes; a key without a step is told too. */
function jumps(state: State, step: Step): VNode[] {
  const { words } = state;
  const turns = turnWords(state, step);
  if (turns.length) return turns.map((text) => h("span", { class: "step-about", key: text }, icon("branch"), h("span", null, text)));
  return jumpsOf(step).map((key) => {
    const to = stepOf(guideOf(state), key);
    const text = to ? words.mayGoTo(stepsOf(guideOf(state)).indexOf(to) + 1, titleOf(to) || words.untitled) : words.goesNowhere(key);
    return h("span", { class: to ? "step-about" : "step-about warn", key: `jump-${key}` }, icon("branch"), h("span", null, text));
  });
}

function about(state: State, step: Step): VNode {
  const { words } = state;
  const error = problemsOf(state, step.key).find(({ severity }) => severity === "error");
  const line = (tone: string, dot: string | null, text: string): VNode =>
    h("span", { class: `step-about ${tone}` }, dot && h("i", { class: `dot ${dot}` }), h("span", null, text));
  if (error && state.publishing.is === "blocked") return line("bad", "bad", error.message);
  if (!addable(guideOf(state))) return line("", null, words.introduction);
  const where = state.whereabouts[step.key];
  const named = where && "name" in where && where.name;
  const what = named || (step.target ? nameOfTarget(step.target, words) : words.kindOf[step.kind ?? "tooltip"]);
  if (repairOf(state, step.key)) return line("warn", "warn", words.looksDifferentShort);
  if (where?.is === "none") return line("warn", "warn", words.noTarget);
  if (where?.is === "missing") return line("warn", "warn", `${what} · ${words.notFound}`);
  if (where?.is === "several" && !step.target?.mode) return line("warn", "warn", `${what} · ${words.matchesNow(where.count)}`);
  if (where?.is === "elsewhere") return line("", "", `${step.page} · ${what}`);
  return line("", named ? "good" : null, what);
}

/** Dragging moves the step by as many rows as the pointer passes. */
function grip(state: State, act: Actions, step: Step): VNode {
  let from = 0;
  const item = (event: Event): HTMLElement => (event.currentTarget as HTMLElement).closest("li")!;
  const start = (event: Event): void => {
    const { pointerId, clientY } = event as PointerEvent;
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture(pointerId);
    from = clientY;
    item(event).classList.add("dragged");
  };
  const drag = (event: Event): void => {
    const row = item(event);
    if (!row.classList.contains("dragged")) return;
    const rows = Math.round(((event as PointerEvent).clientY - from) / row.offsetHeight);
    row.dataset["by"] = String(rows);
    row.style.translate = `0 ${(event as PointerEvent).clientY - from}px`;
  };
  const drop = (event: Event): void => {
    const row = item(event);
    const by = Number(row.dataset["by"] ?? 0);
    row.classList.remove("dragged");
    row.style.translate = "";
    delete row.dataset["by"];
    if (by) act.move(step.key, by);
  };
  const keys = (event: Event): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[(event as KeyboardEvent).key];
    if (by) act.move(step.key, by);
  };
  return iconButton("grip", `${state.words.moveUp} / ${state.words.moveDown}`, () => undefined,
    { class: "icon-button grip", on: { pointerdown: start, pointermove: drag, pointerup: drop, pointercancel: drop, keydown: keys } });
}
