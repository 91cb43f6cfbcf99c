/** One person's passage through one guide, as its actions and rarer parts see it. */
import type { Watched } from "./advance";
import type { Run } from "../runtime/memory";
import type { Values } from "./blocks";
import type { Action, ActionName, DeliveredGuide, Step } from "./contract";
import type { Stop } from "./element";

/** What is played: a delivered version, or a draft. */
export interface Playable {
  key: string;
  name: string;
  language?: string;
  steps?: Step[];
  values?: Values;
  progress?: "numbers" | "dots" | "bar" | "none";
}

export type Outcome = "completed" | "dismissed" | "failed";

/** The world a guide is played in. */
export interface Surroundings extends Watched {
  /** Language of the snippet's own words. */
  speech: string;
  theme?: Record<string, string>;
  holds(condition: unknown): boolean;
  /** The run is now at this step; `trail`: the steps that Back leads to, oldest first. */
  reached(step: string, trail: string[]): void;
  tell(type: string, step: Step, props?: Record<string, unknown>): void;
  /** `until`: milliseconds since the epoch before which it should not come back. */
  ended(outcome: Outcome, step: Step, until?: number): void;
  open(link: string, newTab: boolean): void;
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
}

/** A guide that is on the page now. A preview has no state. */
export interface Shown {
  kind: string;
  state?: Run | undefined;
  player?: Playing | undefined;
}

export interface From {
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

export type Actions = { [K in ActionName]: (action: Extract<Action, { do?: K }>, passage: Passage) => void };

/** What buttons do: `way.ts` brings the usual ones, `actions.ts` the rest. */
export const ACTIONS: Partial<Actions> = {};

/** What `more.ts` adds to the player. */
export const MORE: {
  /** Asks whether to go on from the step. */
  ask?: typeof import("./ask").ask;
  /** A hidden step was reached. */
  hidden?(passage: Passage): void;
  /** Looks after the guides that stand: which of them still fit here, and where they belong now. */
  stand?(playing: Map<string, Shown>, guides: DeliveredGuide[], fits: (guide: DeliveredGuide) => boolean, halt: (key: string) => void): void;
  /** Residual conditions. */
  holds?: typeof import("../runtime/conditions").holds;
} = {};
