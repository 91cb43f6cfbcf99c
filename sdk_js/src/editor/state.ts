/** Everything the panel shows, in one value; views read it and call actions, nothing else. */
import type { SaveState } from "./autosave";
import { stepOf, stepsOf, type AdvanceRule, type Block, type Button, type Guide, type Step, type StepKind } from "./draft";
import type { History } from "./history";
import type { View } from "./memory";
import type { Side } from "./merge";
import type { Looks } from "./looks";
import type { Found, Problem, Repair, RepairOption, Seen, Theme } from "./server";
import type { Taken } from "./taking";
import type { Words } from "./words";
import type { Command, Writing } from "./writer/contract";

/** What a pick is for: a new step, or another element for the step with this key. */
export type PickPurpose = { new: true } | { step: string };

export type Mode = { is: "edit" } | { is: "pick"; purpose: PickPurpose } | { is: "preview" } | { is: "record" };

/** Where a step's element is now, and what it is called there. `elsewhere`: the step belongs to another page. */
export type Whereabouts = { is: "missing" | "elsewhere" | "none" } | { is: "found"; name?: string } | { is: "several"; count: number; name: string };

export type Publishing = { is: "idle" } | { is: "running" } | { is: "live"; version: number } | { is: "blocked" };

/** A passing message, with one thing to do about it. */
export interface Notice {
  text: string;
  action?: { label: string; run(): void };
}

export type Asking = { for: "link"; problem: string } | { for: "picture"; state: "choose" | "sending"; problem: string };

export interface State {
  words: Words;
  environment: string;
  studio: string;
  history: History<Guide>;
  view: View;
  /** The panel stands on the other side for now, out of the way of the step shown. */
  aside: boolean;
  tab: "steps" | "guide";
  mode: Mode;
  save: SaveState;
  problems: Problem[];
  repairs: Repair[];
  /** The guide as it was opened: what repairs are about. */
  opened: Guide;
  publishing: Publishing;
  notice: Notice | null;
  /** The name of the element offered in pick mode. */
  offered: string | null;
  frozen: boolean;
  whereabouts: Record<string, Whereabouts>;
  /** What the selection in the step's own words is in; null: the author does not write there. */
  writing: Writing | null;
  /** What the bar beside the step asks for, and what is wrong with the answer. */
  asking: Asking | null;
  themes: Theme[];
  mayKeepThemes: boolean;
  /** A theme made of the app's style, not kept yet. */
  taken: Taken | null;
  /** The draft as it is looked at; null: as it is written, or not there yet. */
  seen: Seen | null;
  /** Why it cannot be shown so. */
  unseen: string | null;
  /** People found by the words typed; null: none are looked for. */
  found: Found[] | null;
  /** What is announced to screen readers. */
  said: string;
}

export interface Actions {
  select(key: string | null): void;
  tab(tab: State["tab"]): void;
  pick(purpose: PickPurpose): void;
  pickRelative(direction: "parent" | "child"): void;
  cancelPick(): void;
  freeze(): void;
  addModal(): void;
  record(): void;
  stopRecording(): void;
  /** Undoes the step recorded last. */
  takeBack(): void;
  kind(key: string, kind: StepKind): void;
  plainText(key: string, type: "heading" | "text", text: string): void;
  /** The step's words as they were written in the step itself. */
  content(key: string, blocks: Block[]): void;
  write(command: Command): void;
  ask(asking: Asking | null): void;
  /** Sends pictures to the server and puts them where the caret is. */
  pictures(files: File[]): void;
  removeBlock(key: string, place: number): void;
  step(key: string, change: Partial<Step>, about?: string): void;
  buttons(key: string, buttons: Button[], about?: string): void;
  advance(key: string, rule: AdvanceRule): void;
  guide(change: Partial<Guide>, about?: string): void;
  /** Which of several alike a step means. */
  mean(key: string, which: "this" | "any"): void;
  acceptRepair(key: string, option: RepairOption): void;
  dismissRepair(key: string, id: string): void;
  duplicate(key: string): void;
  remove(key: string): void;
  move(key: string, by: number): void;
  show(key: string): void;
  /** Looks at the steps otherwise; null: as they are written, on this page. */
  look(change: Partial<Looks> | null): void;
  /** Makes a theme of the app's colours and font. */
  takeStyle(): void;
  nameTaken(name: string): void;
  keepTaken(): void;
  leaveTaken(): void;
  openLooks(open: boolean): void;
  /** Null: no longer. */
  findPeople(words: string | null): void;
  undo(): void;
  redo(): void;
  retry(): void;
  /** Where both authors changed the same: whose it is to be. */
  choose(where: string, side: Side): void;
  preview(): void;
  stopPreview(): void;
  publish(): void;
  done(): void;
  side(): void;
  collapse(collapsed: boolean): void;
  dismissNotice(): void;
  dismissPublished(): void;
}

export const guideOf = (state: State): Guide => state.history.present;

/** The side the panel stands on now. */
export function sideOf({ view, aside }: State): View["side"] {
  return (view.side === "right") === aside ? "left" : "right";
}

export function selectedStep(state: State): Step | undefined {
  return stepOf(guideOf(state), state.view.step);
}

export function problemsOf(state: State, key: string): Problem[] {
  return state.problems.filter(({ where }) => stepKeyOf(where, guideOf(state)) === key);
}

/** The step a problem is about: `steps.save.target`, or by number where the definition itself was refused. */
export function stepKeyOf(where: string, guide: Guide): string | null {
  if (!where.startsWith("steps.")) return null;
  const rest = where.slice("steps.".length);
  const byKey = stepsOf(guide).find(({ key }) => rest === key || rest.startsWith(key + "."));
  return (byKey ?? stepsOf(guide)[Number(rest.split(".")[0])])?.key ?? null;
}

/** What people met at the step, as long as it points where it pointed when the editor was opened. */
export function repairOf(state: State, key: string): Repair | undefined {
  const target = (guide: Guide): string => JSON.stringify(stepOf(guide, key)?.target);
  return target(state.opened) === target(guideOf(state)) ? state.repairs.find(({ step }) => step === key) : undefined;
}
