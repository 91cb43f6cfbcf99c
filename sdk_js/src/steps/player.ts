/** One person's passage through one guide: which step is on, what it waits for, where it goes next, how it ends. */
import { watch, type Watched } from "./advance";
import type { Values } from "./blocks";
import type { Action, Advance, Condition, Step } from "./contract";
import type { Stop } from "./element";
import { poll } from "./poll";
import { isDrawn } from "./rect";
import { SEATS } from "./seats";
import { openView } from "./view";

/** What is played: a delivered version, or a draft. */
export interface Playable {
  name: string;
  language?: string;
  steps?: Step[];
  values?: Values;
}

export type Outcome = "completed" | "dismissed" | "failed";

/** The world a guide is played in. */
export interface Surroundings extends Watched {
  /** Language of the snippet's own words. */
  speech: string;
  theme?: Record<string, string>;
  holds(condition: Condition): boolean;
  /** The run is now at this step; `trail`: the steps that Back leads to, oldest first. */
  reached(step: string, trail: string[]): void;
  tell(type: string, step: Step, props?: Record<string, unknown>): void;
  /** `until`: milliseconds since the epoch before which it should not come back. */
  ended(outcome: Outcome, step: Step, until?: number): void;
  open(link: string, newTab: boolean): void;
  start(guide: string): void;
}

export interface Playing {
  next(): void;
  back(): void;
  /** Takes it off the page; the run stays where it is. */
  stop(): void;
}

export interface From {
  step?: string | undefined;
  trail?: string[];
  /** Taken up again later: wait for the step's page and target as long as it takes. */
  patient?: boolean;
}

/** Kinds of `advance` by which the app itself proves that the step was done. */
const PROOF: Advance["on"][] = ["event", "page", "appears", "disappears"];

export function play(guide: Playable, from: From, around: Surroundings): Playing {
  const steps = guide.steps ?? [];
  const view = openView(SEATS, around.theme);
  let trail = from.trail ?? [];
  let here: Step;
  let stops: Stop[] = [];

  const stepOf = (key?: string): Step | undefined => steps.find((step) => step.key === key);

  const leave = (): void => {
    for (const stop of stops) stop();
    stops = [];
  };

  const stop = (): void => {
    leave();
    view.close();
  };

  const end = (outcome: Outcome, until?: number): void => {
    stop();
    around.ended(outcome, here, until);
  };

  /** Notes the step at once, since the page may be about to go, and shows it after the page has done its own work. */
  const go = (step: Step | undefined, otherwise: Outcome, back?: boolean): void => {
    leave();
    if (!step) return end(otherwise);
    if (!back) trail = [...trail, here.key];
    around.reached(step.key, trail);
    const timer = setTimeout(() => enter(step));
    stops.push(() => clearTimeout(timer));
  };

  const forward = (otherwise: Outcome = "completed"): void => {
    const branch = here.branch?.find((option) => around.holds(option.if));
    go((branch && stepOf(branch.go_to)) ?? steps[steps.indexOf(here) + 1], otherwise);
  };

  const back = (): void => {
    const previous = stepOf(trail.at(-1));
    if (!previous) return;
    trail = trail.slice(0, -1);
    go(previous, "failed", true);
  };

  const enter = (step: Step, patient?: boolean): void => {
    here = step;
    leave();
    seek(patient);
  };

  /** Waits for the page and the target, then shows the step. */
  const seek = (patient?: boolean, seen?: boolean): void => {
    const { page, target, if_missing } = here;
    const wait = patient ? Infinity : (if_missing?.wait_seconds ?? 10) * 1000;
    let until = performance.now() + wait;
    stops.push(
      poll(() => {
        const at = around.isAt(page ?? "");
        const found = at && target && around.find(target);
        // An element may be in the page before it is drawn; beside nothing there is no place for a box.
        if ((found && isDrawn(found)) || (at && !target)) return show(found || null, seen);
        view.hide();
        if (!at) until = performance.now() + wait;
        return performance.now() >= until && miss();
      }),
    );
  };

  const show = (target: Element | null, seen?: boolean): true => {
    const setting = {
      name: guide.name,
      language: guide.language ?? "",
      speech: around.speech,
      index: steps.indexOf(here),
      count: steps.length,
      values: guide.values ?? {},
      act,
    };
    view.show(here, target, setting, () => seek(true, true));
    if (!seen) {
      around.tell("step_seen", here);
      stops.push(...(here.advance ?? []).map((advance) => watch(advance, here.target, around, () => done(advance.on))));
    }
    return true;
  };

  const done = (by: Advance["on"] | "button"): void => {
    around.tell(PROOF.includes(by as Advance["on"]) ? "step_verified" : "step_acted", here, { by });
    forward();
  };

  const miss = (): true => {
    const then = here.if_missing?.then ?? "show_centred";
    around.tell("step_failed", here, { reason: "target_missing" });
    if (then === "end") end("failed");
    else if (then === "skip") {
      around.tell("step_skipped", here);
      forward("failed");
    } else if (then === "show_centred") {
      show(null);
      const { target } = here;
      stops.push(poll(() => isDrawn(target && around.find(target)) && (seek(true, true), true)));
    } else go(stepOf(then.step), "failed");
    return true;
  };

  /** Does what a button says, in order; leaving the page comes last. */
  const act = (actions: Action[]): void => {
    for (const action of [...actions].sort((a, b) => Number(a.do === "open") - Number(b.do === "open"))) perform(action);
  };

  const perform = (action: Action): void => {
    switch (action.do) {
      case "next":
        return done("button");
      case "back":
        return back();
      case "dismiss":
        return end("dismissed");
      case "snooze":
        return end("dismissed", Date.now() + (action.hours ?? 24) * 3_600_000);
      case "open":
        return around.open(action.link, !!action.new_tab);
    }
    around.tell("step_acted", here, { by: "button" });
    if (action.do === "go_to") return go(stepOf(action.step), "failed");
    end("completed");
    if (action.do === "start") around.start(action.guide);
  };

  const first = stepOf(from.step) ?? steps[0];
  if (first) {
    around.reached(first.key, trail);
    enter(first, from.patient);
  }
  return { next: () => forward(), back, stop };
}
