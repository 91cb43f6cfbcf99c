/** The selected step, shown on the page as people will see it, with its words editable where they stand. */
import { DRAWERS } from "../steps/blocks";
import { drawBox } from "../steps/box";
import { reveal } from "../steps/rect";
import { follow } from "../steps/follow";
import { key } from "../steps/keys";
import { mind } from "../steps/mind";
import { install } from "../steps/more";
import { CARE } from "../steps/stay";
import type { BoxKind } from "../steps/contract";
import { KIT } from "../runtime/kit";
import { SEATS } from "../steps/seats";
import { openStage, type Stage } from "../steps/stage";
import { locate } from "../target";
import { plainBlock, stepsOf, type Guide, type Step } from "./draft";
import type { Words } from "./words";
import { onThisPage } from "./survey";
import { OWN, type Layer } from "./view/layer";

export interface LiveOptions {
  layer: Layer;
  theme: Record<string, string>;
  words: Words;
  typed(key: string, type: "heading" | "text", words: string): void;
}

export interface Live {
  /** Shows the step as it is now; null takes it away. */
  show(guide: Guide, step: Step | null): void;
  /** The boxes on the window that the author looks at now: the target's and the step's. */
  shown(): DOMRect[];
  stop(): void;
}

export function liveStep({ layer, theme, words, typed }: LiveOptions): Live {
  let stage: Stage | null = null;
  let unseat: () => void = () => undefined;
  let drawn = "";
  let drawnStep = "";

  const clear = (): void => {
    unseat();
    unseat = () => undefined;
    stage?.root.querySelector(".box")?.remove();
    drawn = drawnStep = "";
  };
  const stop = (): void => {
    clear();
    stage?.host.remove();
    stage = null;
  };
  const draw = (guide: Guide, step: Step, target: Element | null, again: boolean): void => {
    stage ??= openEditableStage(theme);
    layer.adopt(stage.host);
    const box = drawBox(step as Parameters<typeof drawBox>[0], settingOf(guide, step));
    if (again) box.style.animation = "none";
    else if (target) reveal(target);
    stage.root.append(box);
    stage.raise(target);
    unseat = (SEATS[step.kind as BoxKind] ?? SEATS.tooltip)({ stage, box, step: step as never, target, lost: () => stop() });
    editable(box, step, typed, words);
    layer.raise();
  };
  return {
    shown: () => [...(stage?.root.querySelectorAll(".box, .ring") ?? [])].map((part) => part.getBoundingClientRect()),
    show(guide, chosen) {
      const step = chosen && inviting(chosen);
      const target = step?.target ? locate(step.target, document) : null;
      const visible = step && onThisPage(step) && (target || step.kind === "modal" || step.kind === "slide_out") && step.kind !== "hidden";
      if (!visible) return stop();
      const now = JSON.stringify([step, stepsOf(guide).length, placeOf(guide, step)]) + idOf(target);
      const again = drawnStep === step.key;
      if (now === drawn || (again && isTypedIn(stage))) return;
      clear();
      draw(guide, step, target, again);
      drawn = now;
      drawnStep = step.key;
    },
    stop,
  };
}

/** A step that says nothing yet shows where its words go. */
function inviting(step: Step): Step {
  return step.content?.length ? step : { ...step, content: [{ type: "heading", text: "" }, { type: "text", text: "" }] };
}

function placeOf(guide: Guide, step: Step): number {
  return stepsOf(guide).findIndex(({ key }) => key === step.key);
}

function settingOf(guide: Guide, step: Step): Parameters<typeof drawBox>[1] {
  const language = guide.language ?? "";
  return { name: guide.name, language, speech: language, index: placeOf(guide, step), count: stepsOf(guide).length, values: {}, act: () => undefined };
}

/** While the author types in the box itself it is left alone: what is there is what was typed. */
function isTypedIn(stage: Stage | null): boolean {
  return Boolean(stage?.root.activeElement?.hasAttribute("contenteditable"));
}

let ids = 0;
const known = new WeakMap<Element, number>();

function idOf(element: Element | null): number {
  if (!element) return 0;
  if (!known.has(element)) known.set(element, ++ids);
  return known.get(element)!;
}

/** What is still empty says what belongs there. */
const HINTS = `
  .cover, .shut { pointer-events: none; }
  [contenteditable] { cursor: text; outline-offset: 4px; border-radius: 2px; min-height: 1lh; }
  [contenteditable]:focus { outline: 2px solid color-mix(in srgb, var(--accent) 45%, transparent); }
  [contenteditable]:empty::before { content: attr(data-hint); opacity: 0.45; }
  button { cursor: default; }`;

/** The snippet loads the rarer blocks when a guide has them; the editor has them all. */
function openEditableStage(theme: Record<string, string>): Stage {
  if (!DRAWERS.list) install(KIT);
  Object.assign(CARE, { follow, key, mind });
  const stage = openStage(theme);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HINTS);
  stage.root.adoptedStyleSheets.push(sheet);
  return stage;
}

function editable(box: HTMLElement, step: Step, typed: LiveOptions["typed"], words: Words): void {
  for (const type of ["heading", "text"] as const) {
    const element = elementOfBlock(box, step, plainBlock(step, type));
    if (!element) continue;
    element.setAttribute("contenteditable", "plaintext-only");
    element.setAttribute("role", "textbox");
    element.setAttribute("aria-label", words[type]);
    element.dataset["hint"] = type === "heading" ? words.heading : words.textHint;
    element.addEventListener(OWN + "input", () => typed(step.key, type, element.innerText.replace(/\n$/, "")));
    if (type === "heading") element.addEventListener(OWN + "keydown", (event) => oneLine(event as KeyboardEvent));
  }
}

/** Blocks that draw nothing (questions, for now) have no element. */
function elementOfBlock(box: HTMLElement, step: Step, place: number): HTMLElement | null {
  if (place < 0) return null;
  const before = (step.content ?? []).slice(0, place).filter(({ type }) => type !== "question").length;
  return (box.querySelector(".body")?.children[before] as HTMLElement | undefined) ?? null;
}

function oneLine(event: KeyboardEvent): void {
  if (event.key === "Enter" && !event.isComposing) event.preventDefault();
}
