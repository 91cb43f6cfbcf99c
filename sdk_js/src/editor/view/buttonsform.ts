/** The step's buttons: what each is called and what it does. */
import { stepsOf, type Action, type Button, type Step } from "../draft";
import { guideOf, type Actions, type State } from "../state";
import { button, iconButton, select, textInput } from "./parts";
import { h, type VNode } from "./vdom";

const MOST = 4;
const OFFERED = ["next", "back", "complete", "dismiss", "snooze"] as const;
type Offered = (typeof OFFERED)[number];

export function buttonsForm(state: State, act: Actions, step: Step): VNode {
  const { words } = state;
  const buttons = step.buttons ?? [];
  const last = stepsOf(guideOf(state)).at(-1)?.key === step.key;
  const change = (place: number, changed: Partial<Button>, about?: string): void =>
    act.buttons(step.key, buttons.map((old, i) => (i === place ? { ...old, ...changed } : old)), about);
  const rows = buttons.map((item, place) =>
    h("div", { class: "button-row", key: `button-${place}` },
      textInput(`button-${place}`, item.label, (label) => change(place, { label }, `button-${place}`), { "aria-label": words.buttonLabel, placeholder: words.buttonLabel }),
      select(`does-${place}`, doesOf(item), options(state, item, last), (does) => change(place, { does: [{ do: does } as Action] }), { "aria-label": words.buttonDoes }),
      iconButton("close", words.removeButton, () => act.buttons(step.key, buttons.toSpliced(place, 1)))));
  const added: Button = { label: words.does.dismiss, does: [{ do: "dismiss" }], look: "secondary" };
  return h("div", { class: "field" },
    h("span", { class: "label" }, words.buttons),
    h("div", { class: "buttons" }, ...rows),
    buttons.length < MOST && button(words.addButton, () => act.buttons(step.key, [...buttons, buttons.length ? added : first(state)]), "plain small add", "plus"));
}

const first = (state: State): Button => ({ label: state.words.labels.next, does: [{ do: "next" }] });

/** The action offered here that the button does, or `other` for anything richer. */
function doesOf({ does }: Button): Offered | "other" {
  const [only] = does;
  if (does.length !== 1 || !only) return "other";
  return OFFERED.find((name) => name === only.do) ?? "other";
}

/** On the last step the next step is the end. */
function options({ words }: State, item: Button, last: boolean): [string, string][] {
  const offered = last && doesOf(item) !== "complete" ? OFFERED.filter((name) => name !== "complete") : OFFERED;
  const listed = offered.map((name): [string, string] => [name, last && name === "next" ? words.does.complete : words.does[name]]);
  return doesOf(item) === "other" ? [...listed, ["other", words.does.other]] : listed;
}
