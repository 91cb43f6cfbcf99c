/** The choices of what the steps are looked at as: theme, kind of page, language, device, person. */
import { selectedStep, guideOf, type Actions, type State } from "../state";
import { stepsOf, titleOf, type Step } from "../draft";
import { isPlain, isUntranslated, themeOf, turnsOf, type Device, type Scheme } from "../looks";
import { icon } from "./icons";
import { button, field, iconButton, segmented, select, steady, textInput } from "./parts";
import { h, type Child, type VNode } from "./vdom";

const CHOICES = "look-choices";

export function lookBar(state: State, act: Actions): VNode {
  const { words, view } = state;
  const plain = isPlain(view.looks);
  return h("section", { key: "looks", class: "looks", "aria-label": words.seenAs },
    h("div", { class: "row" },
      h("button", { type: "button", class: "looks-open", "aria-expanded": String(view.looking), "aria-controls": view.looking ? CHOICES : undefined,
        on: { click: () => act.openLooks(!view.looking), ...steady } },
        icon("eye"), h("span", { class: "looks-words" }, `${words.seenAs}: ${summary(state)}`), icon(view.looking ? "up" : "down")),
      !plain && button(words.seenPlain, () => act.look(null), "plain small")),
    view.looking && h("div", { class: "looks-choices", id: CHOICES, key: "choices" }, ...choices(state, act)),
    ...remarks(state));
}

/** What differs from how the draft is written, in a few words. */
function summary(state: State): string {
  const { words, view: { looks } } = state;
  const theme = looks.theme !== null && themeOf(state, guideOf(state))?.name;
  const parts = [looks.person?.name, looks.language && words.languageName(looks.language), looks.device !== "desktop" && words.devices[looks.device], theme, looks.scheme !== "page" && words.schemes[looks.scheme]];
  return parts.filter(Boolean).join(" · ") || words.seenAsWritten;
}

function choices(state: State, act: Actions): Child[] {
  const { words, view: { looks }, themes } = state;
  const guide = guideOf(state);
  const named = (names: Record<string, string>): [string, Child][] => Object.entries(names);
  const languages = [guide.language ?? "en", ...Object.keys(guide.translations ?? {})];
  return [
    labelled("device", words.device, segmented(words.device, looks.device, named(words.devices), (device) => act.look({ device: device as Device }))),
    labelled("scheme", words.scheme, segmented(words.scheme, looks.scheme, named(words.schemes), (scheme) => act.look({ scheme: scheme as Scheme }))),
    themes.length > 1 && field("look-theme", words.theme, select("look-theme", looks.theme ?? "", [["", words.guideTheme], ...themes.map(({ key, name }): [string, string] => [key, name])],
      (theme) => act.look({ theme: theme || null }))),
    languages.length > 1 && field("look-language", words.language, select("look-language", looks.language ?? "", languages.map((tag, place): [string, string] => [place ? tag : "", words.languageName(tag)]),
      (language) => act.look({ language: language || null }))),
    person(state, act),
  ];
}

function labelled(key: string, label: string, control: VNode): VNode {
  return h("div", { class: "field", key }, h("span", { class: "label", "aria-hidden": "true" }, label), control);
}

function person(state: State, act: Actions): VNode {
  const { words, view: { looks }, found } = state;
  if (looks.person) {
    const { name, account } = looks.person;
    return labelled("person", words.person, h("div", { class: "row" }, h("strong", null, name), account && h("span", { class: "hint" }, account), h("span", { class: "gap" }),
      iconButton("close", words.nobody, () => act.look({ person: null }), { id: "look-nobody" })));
  }
  const input = textInput("look-person", undefined, (typed) => act.findPeople(typed.trim() ? typed : null), { placeholder: words.personHint, "aria-describedby": "look-found" });
  const list = found && (found.length
    ? h("ul", { class: "found", "aria-label": words.person }, ...found.map((one) => h("li", { key: one.key },
      h("button", { type: "button", class: "found-one", on: { click: () => act.look({ person: one }), ...steady } }, h("strong", null, one.name), one.account && h("span", { class: "hint" }, one.account)))))
    : h("p", { class: "hint" }, words.nobodyFound));
  return field("look-person", words.person, input, h("div", { id: "look-found", "aria-live": "polite" }, list));
}

/** What is to be known about the step as it is shown now. */
function remarks(state: State): VNode[] {
  const { words, view: { looks }, seen, unseen } = state;
  const step = selectedStep(state);
  const said = (text: string, tone = ""): VNode => h("p", { class: `hint ${tone}`, key: text }, tone === "warn" ? icon("warning") : null, h("span", null, text));
  if (unseen) return [said(unseen, "warn")];
  const made: VNode[] = [];
  if (step && isUntranslated(state, step)) made.push(said(words.notTranslated(words.languageName(looks.language!)), "warn"));
  if (looks.person && seen?.meant_for === false) made.push(said(words.notMeantFor(looks.person.name), "warn"));
  if (step) made.push(...turnWords(state, step).map((text) => said(text)));
  if (step && (looks.person || looks.language)) made.push(said(words.writeAsWritten));
  return made;
}

/** “Hana goes on to 4: Team.” */
export function turnWords(state: State, step: Step): string[] {
  const { words, view: { looks } } = state;
  const steps = stepsOf(guideOf(state));
  return turnsOf(state, step).map(({ to, perhaps }) => {
    const place = to ? words.placeNamed(steps.indexOf(to) + 1, titleOf(to) || words.untitled) : words.theEnd;
    return (perhaps ? words.mayTurn : words.turns)(looks.person!.name, place);
  });
}
