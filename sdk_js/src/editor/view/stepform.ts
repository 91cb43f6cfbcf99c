/** One step: what it says, what it points at, what moves the person on. */
import { advanceOf, otherBlocks, plainText, stepsOf, wordsOfBlock, type AdvanceRule, type Step, type StepKind } from "../draft";
import { addable, keepsKind, shownAs } from "../kinds";
import { pageMatches } from "../../runtime/pages";
import { pagePattern } from "../pages";
import { guideOf, problemsOf, type Actions, type State } from "../state";
import { buttonsForm } from "./buttonsform";
import { kindSections } from "./kindform";
import { icon, type IconName } from "./icons";
import { check, field, iconButton, segmented, select, textArea, textInput } from "./parts";
import { adders } from "./steplist";
import { repairCard } from "./repaircard";
import { targetCard } from "./targetcard";
import { h, type VNode } from "./vdom";

export function stepForm(state: State, act: Actions, step: Step): VNode[] {
  // Above entries a step is an introduction: words and nothing else.
  if (!addable(guideOf(state))) return [crumbs(state, act, step), ...problems(state, step), contentSection(state, act, step)];
  const tooltip = (step.kind ?? "tooltip") === "tooltip";
  return [
    crumbs(state, act, step),
    ...problems(state, step),
    repairCard(state, act, step.key),
    contentSection(state, act, step),
    tooltip && h("div", { class: "section", key: "target" }, h("span", { class: "label" }, state.words.target), targetCard(state, act, step)),
    ...kindSections(state, act, step),
    !keepsKind(step.kind) && movingOn(state, act, step),
    step.kind === "banner" && h("div", { class: "section", key: "buttons" }, buttonsForm(state, act, step)),
    placing(state, act, step, tooltip),
    h("div", { class: "section", key: "add" }, h("span", { class: "label" }, state.words.addNext), adders(state, act)),
  ].filter((part) => part !== false && part !== null);
}

function crumbs(state: State, act: Actions, step: Step): VNode {
  const { words } = state;
  const steps = stepsOf(guideOf(state));
  const place = steps.findIndex(({ key }) => key === step.key);
  const go = (by: number): void => act.select(steps[place + by]?.key ?? step.key);
  return h("nav", { class: "crumbs", key: "crumbs", "aria-label": words.steps },
    h("button", { type: "button", class: "button plain small", on: { click: () => act.select(null) } }, icon("back"), words.back),
    h("span", { class: "gap" }),
    h("span", null, words.stepOf(place + 1, steps.length)),
    iconButton("up", words.previous, () => go(-1), { disabled: place === 0 }),
    iconButton("down", words.next, () => go(1), { disabled: place === steps.length - 1 }),
    iconButton("copy", words.duplicate, () => act.duplicate(step.key)),
    iconButton("trash", words.remove, () => act.remove(step.key)));
}

/** Errors always, once publishing was tried; suggestions too, less loudly. */
function problems(state: State, step: Step): VNode[] {
  if (state.publishing.is !== "blocked") return [];
  const found = problemsOf(state, step.key);
  if (!found.length) return [];
  const tone = found.some(({ severity }) => severity === "error") ? "bad" : "warn";
  return [h("div", { key: "problems", class: `notice ${tone}`, role: "alert" }, ...found.map(({ message }) => h("p", null, message)))];
}

function contentSection(state: State, act: Actions, step: Step): VNode {
  const { words } = state;
  const kinds: [string, VNode[]][] = shownAs(guideOf(state)).map((kind) =>
    [kind, [icon(ICONS[kind] ?? "dialog"), h("span", null, words.kindOf[kind])]]);
  const invalid = state.publishing.is === "blocked" && problemsOf(state, step.key).some(({ where }) => where.endsWith(".content"));
  return h("div", { class: "section", key: "content" },
    h("div", { class: "kinds" }, segmented(words.content, step.kind ?? "tooltip", kinds, (kind) => act.kind(step.key, kind as StepKind))),
    ...(step.kind === "hidden" ? [h("p", { class: "hint", key: "hidden" }, words.hiddenHint)] : contentFields(state, act, step, invalid)));
}

function contentFields(state: State, act: Actions, step: Step, invalid: boolean): VNode[] {
  const { words } = state;
  return [
    field("step-heading", words.heading, textInput("step-heading", plainText(step, "heading"), (text) => act.plainText(step.key, "heading", text),
      { placeholder: words.headingHint, maxlength: "300", "aria-invalid": invalid ? "true" : undefined })),
    field("step-text", words.text, textArea("step-text", plainText(step, "text"), (text) => act.plainText(step.key, "text", text), { placeholder: words.textHint })),
    ...otherBlocks(step).map(({ place, block }) =>
      h("div", { class: "block", key: `block-${place}`, title: words.keptAsIs },
        h("span", { class: "what" }, words.otherBlock[block.type ?? "text"]), h("span", { class: "says" }, wordsOfBlock(block)),
        iconButton("close", words.remove, () => act.removeBlock(step.key, place)))),
  ];
}

/** A step's kind as a small picture. */
const ICONS: Partial<Record<StepKind, IconName>> = { tooltip: "tooltip", hint: "tooltip", modal: "dialog", slide_out: "slideOut", hidden: "eyeOff" };

function movingOn(state: State, act: Actions, step: Step): VNode {
  const { words } = state;
  const rule = advanceOf(step);
  const offered: AdvanceRule[] = ["button", ...(step.target ? (["click", "input", "select"] as const) : []), ...(rule === "custom" ? (["custom"] as const) : [])];
  const options = [...new Set([...offered, rule])].map((key): [string, string] => [key, words.advanceRule[key]]);
  return h("div", { class: "section", key: "advance" },
    field("step-advance", words.advance, select("step-advance", rule, options, (value) => act.advance(step.key, value as AdvanceRule))),
    buttonsForm(state, act, step));
}

function placing(state: State, act: Actions, step: Step, tooltip: boolean): VNode {
  const { words } = state;
  const page = step.page ?? "";
  const matches = pageMatches(page, location.href);
  const here = pagePattern(location);
  const hint = page && h("div", { class: matches ? "hint good" : "hint" }, matches ? icon("check") : null, matches ? words.pageMatches : words.pageDiffers,
    !matches && h("button", { type: "button", class: "link", on: { click: () => act.step(step.key, { page: here }) } }, words.useThisPage));
  return h("div", { class: "section", key: "place" },
    field("step-page", words.where, textInput("step-page", page, (text) => act.step(step.key, { page: text }, "page"), { class: "input mono", placeholder: words.pageHint }), hint),
    tooltip && field("step-side", words.side, select("step-side", step.place?.side ?? "auto", Object.entries(words.sides),
      (side) => act.step(step.key, { place: { ...step.place, side: side as NonNullable<Step["place"]>["side"] & string } }))),
    tooltip && field("step-align", words.aligned, select("step-align", step.place?.align ?? "center", Object.entries(words.alignments),
      (align) => act.step(step.key, { place: { ...step.place, align: align as NonNullable<Step["place"]>["align"] & string } }))),
    step.kind === "slide_out" && field("step-corner", words.launcherCorner, select("step-corner", step.corner ?? "bottom_end", Object.entries(words.launcherCorners),
      (corner) => act.step(step.key, { corner: corner as NonNullable<Step["corner"]> }))),
    tooltip && check(words.backdrop, step.backdrop ?? false, (backdrop) => act.step(step.key, { backdrop })));
}

