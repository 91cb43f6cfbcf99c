/** Plays a walkthrough: which step is on, what it waits for, where it goes next, how it ends. */
import { watch } from "./advance";
import type { Action } from "./contract";
import type { Stop } from "./element";
import { ACTIONS, MORE, type From, type Outcome, type Passage, type Playable, type Playing, type Surroundings } from "./passage";
import { poll } from "./poll";
import { isDrawn } from "./rect";
import { SEATS } from "./seats";
import { openView } from "./view";

/** Ways to advance by which the app itself proves that the step was done. */
const PROOF = /^(event|page|appears|disappears)$/;

export function play({ name, language = "", steps = [], values = {}, progress }: Playable, from: From, around: Surroundings): Playing {
  const view = openView(SEATS, around.theme);
  let trail = from.trail ?? [];
  let stops: Stop[] = [];

  const leave = (): void => {
    for (const stop of stops) stop();
    stops = [];
  };

  const stop = (): void => {
    leave();
    view.close();
  };

  const passage: Passage = {
    around,
    here: steps[0]!,
    stepOf: (key) => steps.find((step) => step.key === key),

    /** Notes the step at once, since the page may be about to go, and shows it after the page has done its own work. */
    go(step, otherwise, back) {
      leave();
      if (!step) return passage.end(otherwise);
      if (!back) trail = [...trail, passage.here.key];
      around.reached(step.key, trail);
      const timer = setTimeout(() => {
        passage.here = step;
        passage.seek();
      });
      stops.push(() => clearTimeout(timer));
    },

    forward(otherwise = "completed") {
      passage.go(MORE.branch?.(passage) ?? steps[steps.indexOf(passage.here) + 1], otherwise);
    },

    back() {
      const previous = passage.stepOf(trail.at(-1));
      trail = trail.slice(0, -1);
      if (previous) passage.go(previous, "failed", true);
    },

    end(outcome: Outcome, until) {
      stop();
      around.ended(outcome, passage.here, until);
    },

    done(by) {
      around.tell(PROOF.test(by!) ? "step_verified" : "step_acted", passage.here, { by });
      passage.forward();
    },

    act(actions: Action[]) {
      for (const action of actions) (ACTIONS[action.do!] as (action: Action, passage: Passage) => void)(action, passage);
    },

    /** Waits for the page and the target, then shows the step. */
    seek(patient, seen) {
      const { page, target, if_missing } = passage.here;
      const wait = patient ? Infinity : (if_missing?.wait_seconds ?? 10) * 1000;
      let until = performance.now() + wait;
      stops.push(
        poll(() => {
          const at = around.isAt(page ?? "");
          const found = at && target && around.find(target);
          // An element may be in the page before it is drawn; beside nothing there is no place for a box.
          if ((found && isDrawn(found)) || (at && !target)) {
            passage.show(found || null, seen);
            return true;
          }
          view.hide();
          if (!at) until = performance.now() + wait;
          return performance.now() >= until && miss();
        }),
      );
    },

    show(target, seen) {
      const { here, act } = passage;
      const setting = { name, language, speech: around.speech, index: steps.indexOf(here), count: steps.length, values, progress, act };
      if (here.kind === "hidden") view.hide();
      else view.show(here, target, setting, () => passage.seek(true, true));
      if (seen) return;
      around.tell("step_seen", here);
      for (const advance of here.advance ?? []) passage.meanwhile(watch(advance, here.target, around, () => passage.done(advance.on)));
      if (here.kind === "hidden") MORE.hidden!(passage);
    },

    meanwhile: (stop) => void stops.push(stop),
  };

  const miss = (): true => {
    let waits = true;
    passage.meanwhile(() => (waits = false));
    around.tell("step_failed", passage.here, { reason: "target_missing" });
    // Were the rest not to be had, the step would hold the person's run for ever.
    void around.more().then(() => waits && (MORE.missed ?? failed)(passage));
    return true;
  };

  passage.here = passage.stepOf(from.step) ?? passage.here;
  if (passage.here) {
    around.reached(passage.here.key, trail);
    passage.seek(from.patient);
  }
  return { next: () => passage.forward(), back: passage.back, stop };
}

const failed = ({ end }: Passage): void => end("failed");
