/** One person's passage through one guide, as its actions and rarer parts see it. */
import type { Watched } from "./advance";
import type { Run } from "../runtime/memory";
import type { Values } from "./blocks";
import type { Action, ActionName, Advance, DeliveredGuide, Step } from "./contract";
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
  /** Whether `more.js` is there, or comes. */
  more(): Promise<unknown>;
}

export interface Playing {
  next(): void;
  back(): void;
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
  here: Step;
  stepOf(key?: string): Step | undefined;
  /** To a step, and when there is none to the end. */
  go(step: Step | undefined, otherwise: Outcome, back?: boolean): void;
  forward(otherwise?: Outcome): void;
  back(): void;
  end(outcome: Outcome, until?: number): void;
  /** The step was done, by its own rule or by a button; goes on. */
  done(by: Advance["on"] | "button"): void;
  act(actions: Action[]): void;
  /** `seen`: it was shown before, and only comes back. */
  show(target: Element | null, seen?: boolean): void;
  seek(patient?: boolean, seen?: boolean): void;
  /** Stopped when the step is left. */
  meanwhile(stop: Stop): void;
}

export type Actions = { [K in ActionName]: (action: Extract<Action, { do?: K }>, passage: Passage) => void };

/** What buttons do; `actions.ts` brings the rest. */
export const ACTIONS: Partial<Actions> = {
  next: (_, { done }) => done("button"),
  back: (_, { back }) => back(),
  dismiss: (_, { end }) => end("dismissed"),
  complete(_, { around, here, end }) {
    around.tell("step_acted", here, { by: "button" });
    end("completed");
  },
};

/** What `more.ts` adds to the player. */
export const MORE: {
  /** Where a step leads besides the next one. */
  branch?(passage: Passage): Step | undefined;
  /** A hidden step was reached. */
  hidden?(passage: Passage): void;
  /** The step's target did not come. */
  missed?(passage: Passage): void;
  /** Looks after the guides that stand: which of them still fit here, and where they belong now. */
  stand?(playing: Map<string, Shown>, guides: DeliveredGuide[], fits: (guide: DeliveredGuide) => boolean, halt: (key: string) => void): void;
  /** Residual conditions. */
  holds?: typeof import("../runtime/conditions").holds;
} = {};
