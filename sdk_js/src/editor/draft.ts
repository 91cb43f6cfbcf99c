/**
 * The draft as the editor holds it, and every change an author can make to it. Pure: each change answers a new draft, so
 * that undoing is keeping the old one. Fields the editor does not know pass through untouched.
 */
import type {
  Button as ContractButton, Guide as ContractGuide, OnAppears, OnDelay, OnDisappears, OnEvent, OnInput, OnKey, OnPage, OnPointer, OnSelect,
  Step as ContractStep, Text,
} from "../contract.gen";
import type { Descriptor } from "../target";
import type { Deed } from "./record/deeds";

export type Block = NonNullable<ContractStep["content"]>[number];
export type Inline = Text["text"];
export type Action = { do: string; step?: string; [more: string]: unknown };
export type Advance = OnPointer | OnInput | OnSelect | OnKey | OnAppears | OnDisappears | OnPage | OnEvent | OnDelay;
export type Button = Omit<ContractButton, "does"> & { does: Action[] };
export type Step = Omit<ContractStep, "target" | "buttons" | "advance"> & {
  target?: Descriptor | null;
  buttons?: Button[];
  advance?: Advance[];
};
export type Guide = Omit<ContractGuide, "steps"> & { steps?: Step[] };
export type StepKind = NonNullable<Step["kind"]>;

/** What moves the person on. `custom`: rules this editor does not offer, kept as they are. */
export type AdvanceRule = "button" | "click" | "input" | "select" | "custom";

export function stepsOf(guide: Guide): Step[] {
  return guide.steps ?? [];
}

export function stepOf(guide: Guide, key: string | null): Step | undefined {
  return stepsOf(guide).find((step) => step.key === key);
}

export function changeStep(guide: Guide, key: string, change: Partial<Step>): Guide {
  return withSteps(guide, (steps) => steps.map((step) => (step.key === key ? { ...step, ...change } : step)));
}

function withSteps(guide: Guide, change: (steps: Step[]) => Step[]): Guide {
  return { ...guide, steps: change(stepsOf(guide)) };
}

/** The guide with a new step behind the step `after`, or at the end; the new step's key is free. */
export function insertStep(guide: Guide, step: Step, after: string | null): Guide {
  return withSteps(guide, (steps) => {
    const place = steps.findIndex((other) => other.key === after);
    return place < 0 ? [...steps, step] : steps.toSpliced(place + 1, 0, step);
  });
}

/** A key no step has: the words when they make one, else `step-N`. Never one of a removed step of the same session. */
export function freeKey(taken: Iterable<string>, words: string): string {
  const used = new Set(taken);
  const base = keyFrom(words) || "step";
  if (base !== "step" && !used.has(base)) return base;
  let number = base === "step" ? used.size + 1 : 2;
  while (used.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function keyFrom(words: string): string {
  return words.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "");
}

export function newStep(kind: StepKind, key: string, page: string, nextLabel: string, target: Descriptor | null): Step {
  const step: Step = {
    key,
    kind,
    page,
    content: [{ type: "heading", text: "" }, { type: "text", text: "" }],
    buttons: kind === "hint" ? [] : [{ label: nextLabel, does: [{ do: "next" }] }],
  };
  return target ? { ...step, target } : step;
}

/** The step that asks for a deed, done by doing it; what is filled in may also be left as it is. */
export function recordedStep(key: string, page: string, heading: string, deed: Deed, nextLabel: string, target: Descriptor): Step {
  const advance: Advance[] = [{ on: ADVANCED_BY[deed] }];
  return { key, kind: "tooltip", page, target, advance, content: [{ type: "heading", text: heading }, { type: "text", text: "" }], buttons: deed === "fill" ? [nextButton(nextLabel)] : [] };
}

/** Choices in components of the app's own send no `change`; the click that makes them always comes. */
const ADVANCED_BY = { click: "click", open: "click", choose: "click", tick: "click", select: "select", fill: "input" } as const;

export function removeStep(guide: Guide, key: string): Guide {
  return withSteps(guide, (steps) => steps.filter((step) => step.key !== key));
}

/** Moves a step by so many places, as far as the list goes. */
export function moveStep(guide: Guide, key: string, by: number): Guide {
  return withSteps(guide, (steps) => {
    const from = steps.findIndex((step) => step.key === key);
    const moved = steps[from];
    if (!moved) return steps;
    const to = Math.max(0, Math.min(steps.length - 1, from + by));
    return steps.toSpliced(from, 1).toSpliced(to, 0, moved);
  });
}

export function duplicateStep(guide: Guide, key: string, newKey: string): Guide {
  const step = stepOf(guide, key);
  return step ? insertStep(guide, { ...structuredClone(step), key: newKey }, key) : guide;
}

/** The step's block of this type that the plain fields edit: the first one without marks. -1: none. */
export function plainBlock(step: Step, type: "heading" | "text"): number {
  return (step.content ?? []).findIndex((block) => block.type === type && typeof block.text === "string");
}

export function plainText(step: Step, type: "heading" | "text"): string {
  const block = step.content?.[plainBlock(step, type)];
  return block && "text" in block && typeof block.text === "string" ? block.text : "";
}

/** Sets the heading or the text; makes the block when there is none, headings first. */
export function setPlainText(guide: Guide, key: string, type: "heading" | "text", text: string): Guide {
  const step = stepOf(guide, key);
  if (!step) return guide;
  const content = [...(step.content ?? [])];
  const place = plainBlock(step, type);
  if (place >= 0) content[place] = { ...content[place], type, text } as Block;
  else content.splice(type === "heading" ? 0 : plainBlock(step, "heading") + 1, 0, { type, text });
  return changeStep(guide, key, { content });
}

/** Blocks beside the plain heading and text: shown, kept, removable, not editable here. */
export function otherBlocks(step: Step): { place: number; block: Block }[] {
  const plain = new Set([plainBlock(step, "heading"), plainBlock(step, "text")]);
  return (step.content ?? []).map((block, place) => ({ place, block })).filter(({ place }) => !plain.has(place));
}

export function wordsOfBlock(block: Block): string {
  if (block.type === "list") return block.items.map(wordsOfInline).join(" · ");
  if (block.type === "image") return block.alt || block.source;
  if (block.type === "video") return block.title;
  return "text" in block ? wordsOfInline(block.text) : "";
}

function wordsOfInline(inline: Inline): string {
  return typeof inline === "string" ? inline : inline.map((span) => span.text || span.fallback || "").join("");
}

/** What people call the step: its name, else its first words; empty when it says nothing yet. */
export function titleOf(step: Step): string {
  if (step.name) return step.name;
  for (const block of step.content ?? []) {
    const words = wordsOfBlock(block).trim();
    if (words) return words.length > 60 ? words.slice(0, 59) + "…" : words;
  }
  return "";
}

/** The steps this one may jump to: by branches, by buttons, or because its element is missing. */
export function jumpsOf(step: Step): string[] {
  const missing = step.if_missing?.then;
  const keys = [
    ...(step.branch ?? []).map(({ go_to }) => go_to),
    ...(step.buttons ?? []).flatMap(({ does }) => does).flatMap((action) => (action.do === "go_to" && action.step ? [action.step] : [])),
    ...(typeof missing === "object" ? [missing.step] : []),
  ];
  return [...new Set(keys)];
}

export function advanceOf(step: Step): AdvanceRule {
  const rules = step.advance ?? [];
  if (!rules.length) return "button";
  const [rule] = rules;
  if (rules.length > 1 || !rule || ("target" in rule && rule.target)) return "custom";
  if (rule.on === "click") return "click";
  return (rule.on === "input" || rule.on === "select") && !rule.matches ? rule.on : "custom";
}

/** Choosing a rule also gives or takes the plain Next button, where the author has not made it their own. */
export function setAdvance(guide: Guide, key: string, rule: AdvanceRule, nextLabel: string): Guide {
  const step = stepOf(guide, key);
  if (!step || rule === "custom") return guide;
  const buttons = step.buttons ?? [];
  if (rule === "button") return changeStep(guide, key, { advance: [], buttons: buttons.length ? buttons : [nextButton(nextLabel)] });
  const kept = buttons.length === 1 && isPlainNext(buttons[0]!) ? [] : buttons;
  return changeStep(guide, key, { advance: [{ on: rule }], buttons: kept });
}

const nextButton = (label: string): Button => ({ label, does: [{ do: "next" }] });

function isPlainNext(button: Button): boolean {
  return button.does.length === 1 && button.does[0]?.do === "next";
}

/** The labels the editor itself gives to buttons. */
export interface Labels {
  next: string;
  done: string;
}

/** Steps that have only the editor's own button: it says "Done" on the last step and "Next" before. */
export function relabel(guide: Guide, { next, done }: Labels): Guide {
  return withSteps(guide, (steps) =>
    steps.map((step, place) => {
      const [only, ...others] = step.buttons ?? [];
      const label = place === steps.length - 1 ? done : next;
      const ours = only && !others.length && isPlainNext(only) && [next, done].includes(only.label) && only.label !== label;
      return ours ? { ...step, buttons: [{ ...only, label }] } : step;
    }),
  );
}

/** The draft without headings and texts that say nothing: a step is not to look written while it is empty. */
export function toSave(guide: Guide): Guide {
  const says = (block: Block): boolean => !(block.type === "heading" || block.type === "text") || block.text !== "";
  return withSteps(guide, (steps) => steps.map((step) => ({ ...step, content: (step.content ?? []).filter(says) })));
}
