/** One person's passage through one guide, as its actions and rarer parts see it. */
import type { Watched } from "./advance";
import type { Run } from "../runtime/memory";
import type { Values } from "./blocks";
import type { Action, ActionName, DeliveredGuide, GuideKind, Step } from "./contract";
import type { Stop } from "./element";

/** What is played: a delivered version, or a draft. */
export interface Playable {
  key: string;
  name: string;
  language?: string;
  steps?: Step[];
  values?: Values;
  progress?: "numbers" | "dots" | "bar" | "none";
  kind?: GuideKind;
  version?: number;
  survey?: { anonymous?: boolean; partial?: boolean } | null;
}

export type Outcome = "completed" | "dismissed" | "failed";

/** The world a guide is played in. */
export interface Surroundings extends Watched {
  /** Language of the snippet's own words. */
  speech: string;
  theme?: Record<string, string>;
  holds(condition: unknown): boolean;
  /** The run is now at this step; `trail`: the steps that Back leads to, oldest first. */
  reached(step: string, trail: string[], given?: Given): void;
  /** `at`: in the place of the run, guide, version and step it belongs to, and of who it was. */
  tell(type: string, step: Step, props?: Record<string, unknown>, at?: Record<string, unknown>): void;
  /** `until`: milliseconds since the epoch before which it should not come back. */
  ended(outcome: Outcome, step: Step, until?: number): void;
  /** Opens a link in this tab, as the page's router does when it has one. */
  navigate(link: string): void;
  start(guide: string): void;
  /** All that was delivered to this person, and the person's latest run of one of them. */
  delivered(): DeliveredGuide[];
  runOf(guide: DeliveredGuide): Run | undefined;
  /** The rest of the player; nothing when it cannot be had. */
  more(): Promise<typeof import("./more") | undefined>;
}

export interface Playing {
  /** Takes it off the page; the run stays where it is. */
  stop(): void;
  /** A guide that stands looks where it belongs now: the page shows another route, or what waits has changed. */
  routed?(): void;
  /** Opens what stands, when it can be opened: a checklist, a resource centre. */
  open?(): void;
}

/** A guide that is on the page now. A preview has no state. */
export interface Shown {
  kind: string;
  state?: Run | undefined;
  player?: Playing | undefined;
}

/** What the person answered in this run, by the question's key, and the response that holds it together. */
export interface Given {
  answers?: Record<string, { value: number | string | string[]; label: string }> | undefined;
  response?: string | undefined;
  /** It is a survey: others wait. */
  survey?: boolean | undefined;
}

export interface From extends Given {
  step?: string | undefined;
  trail?: string[];
  /** Taken up again later: wait for the step's page and target as long as it takes. */
  patient?: boolean;
  /** A guide that stands was met in this browser session already: that it is seen again is not told. */
  met?: boolean;
}

export interface Passage {
  around: Surroundings;
  steps: Step[];
  /** The step that is on. */
  here: Step;
  /** Keys of the steps that Back leads to, oldest first. */
  trail: string[];
  /** `seen`: it was shown before, and only comes back. */
  show(target: Element | null, seen?: boolean): void;
  /** Waits for the step's page and target, then shows it. `patient`: as long as it takes. */
  seek(patient?: boolean, seen?: boolean): void;
  /** Stopped when the step is left. */
  meanwhile(stop: Stop): void;
  leave(): void;
  stop(): void;
}

export type Actions = { [K in ActionName]: (action: Extract<Action, { do?: K }>, passage: Passage) => void } & {
  /** Whether the step still asks for an answer before these may be done. */
  insists?(passage: Passage, actions: readonly Action[]): boolean;
};

/** What buttons do: `way.ts` brings the usual ones, `actions.ts` the rest. */
export const ACTIONS: Partial<Actions> = {};

/** What `more.ts` adds to the player. */
export const MORE: {
  /** Asks whether to go on from the step. */
  ask?: typeof import("./ask").ask;
  /** A hidden step was reached. */
  hidden?(passage: Passage): void;
  /** Questions: hears what is answered. */
  listen?(guide: Playable, from: From, around: Surroundings): void;
  /** Whether a guide may start by itself now, by the rules of its kind. */
  may?(guide: DeliveredGuide, runs: Record<string, Run>): boolean;
  /** Looks after the guides that stand: which of them still fit here, and where they belong now. */
  stand?(playing: Map<string, Shown>, guides: DeliveredGuide[], fits: (guide: DeliveredGuide) => boolean, halt: (key: string) => void): void;
  /** Opens "ask for help" of the resource centre that is on the page; answers whether it did. */
  help?: (() => true) | undefined;
  /** Residual conditions. */
  holds?: typeof import("../runtime/conditions").holds;
} = {};
