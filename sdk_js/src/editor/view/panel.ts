/** The docked panel: whose guide this is and whether it is saved, its tabs, what can be done with the whole. */
import { stepsOf } from "../draft";
import { guideOf, selectedStep, sideOf, type Actions, type State } from "../state";
import { addable } from "../kinds";
import { guideForm } from "./guideform";
import { icon, logo } from "./icons";
import { lookBar } from "./lookbar";
import { notices } from "./notices";
import { button, iconButton, segmented } from "./parts";
import { stepForm } from "./stepform";
import { stepList } from "./steplist";
import { h, type VNode } from "./vdom";

export function panel(state: State, act: Actions): VNode {
  const { words, view } = state;
  return h("section", { key: "panel", class: `panel ${sideOf(state)}`, "aria-label": words.product, on: { keydown: (event) => shortcuts(event as KeyboardEvent, act) } },
    head(state, act),
    tabs(state, act),
    state.tab === "steps" && stepsOf(guideOf(state)).length > 0 && lookBar(state, act),
    h("div", { class: "panel-body", key: `body-${state.tab}-${view.step ?? ""}` }, ...notices(state, act), ...body(state, act)),
    foot(state, act));
}

function body(state: State, act: Actions): VNode[] {
  if (state.tab === "guide") return guideForm(state, act);
  const step = selectedStep(state);
  return step ? stepForm(state, act, step) : stepList(state, act);
}

function head(state: State, act: Actions): VNode {
  const { words, history } = state;
  const [side, label] = sideOf(state) === "right" ? (["left", words.moveLeft] as const) : (["right", words.moveRight] as const);
  return h("header", { class: "panel-head" },
    logo(),
    h("div", { class: "names" }, h("strong", { title: guideOf(state).name }, guideOf(state).name), saveState(state)),
    h("div", { class: "tools" },
      iconButton("undo", words.undo, act.undo, { disabled: !history.past.length }),
      iconButton("redo", words.redo, act.redo, { disabled: !history.future.length }),
      iconButton(side, label, act.side),
      iconButton("hand", words.useApp, () => act.collapse(true))));
}

function saveState({ save, words }: State): VNode {
  const shown = {
    saved: ["good", words.saved], unsaved: ["busy", words.unsaved], saving: ["busy", words.saving], offline: ["warn", words.offline],
    refused: ["bad", words.unsaved], conflict: ["warn", words.unsaved], over: ["bad", words.unsaved],
  } as const;
  const [tone, text] = shown[save.is];
  const calm = tone === "good" || tone === "busy";
  return h("div", { class: calm ? "save" : "save bad", role: "status" }, h("i", { class: `dot ${tone}` }), h("span", { title: text }, text));
}

function tabs(state: State, act: Actions): VNode {
  const { words, tab } = state;
  const count = stepsOf(guideOf(state)).length;
  const steps = count ? `${words.steps} (${count})` : words.steps;
  const options: [string, string][] = [["steps", addable(guideOf(state)) ? steps : words.entries], ["guide", words.guide]];
  return h("div", { class: "tabs" }, segmented(words.product, tab, options, (value) => act.tab(value as State["tab"]), "tab"));
}

function foot(state: State, act: Actions): VNode {
  const { words, publishing } = state;
  const empty = addable(guideOf(state)) && !stepsOf(guideOf(state)).length;
  const running = publishing.is === "running";
  return h("footer", { class: "panel-foot" },
    button(words.done, act.done, "plain"),
    h("span", { class: "gap" }),
    button(words.preview, act.preview, "", "play", { disabled: empty }),
    button(running ? words.publishing : words.publish, act.publish, "primary", undefined, { disabled: running || empty }));
}

function shortcuts(event: KeyboardEvent, act: Actions): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const redo = key === "y" || (key === "z" && event.shiftKey);
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  (redo ? act.redo : act.undo)();
}

/** The panel made small. */
export function pill(state: State, act: Actions): VNode {
  const { words, view } = state;
  return h("button", { key: "pill", type: "button", class: `pill ${view.side}`, "aria-label": `${words.expand}: ${guideOf(state).name}`,
    on: { click: () => act.collapse(false) } },
    logo(), h("span", null, guideOf(state).name), icon("expand"));
}
