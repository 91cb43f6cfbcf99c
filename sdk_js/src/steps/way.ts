/** How a passage goes on from a step: forward, back, elsewhere, or to its end. */
import type { Action, Advance, Step } from "./contract";
import type { Actions, Outcome, Passage } from "./passage";

/** Ways to advance by which the app itself proves that the step was done. */
const PROOF = /^(event|page|appears|disappears)$/;

type Done = NonNullable<Advance["on"]> | "button";

export function stepOf({ steps }: Passage, key?: string): Step | undefined {
  return steps.find((step) => step.key === key);
}

/** To a step, and when there is none to the end. It is noted at once, since the page may be about to go, and shown after the page has done its own work. */
export function go(passage: Passage, step: Step | undefined, otherwise: Outcome, trail = [...passage.trail, passage.here.key]): void {
  passage.leave();
  if (!step) return end(passage, otherwise);
  passage.trail = trail;
  passage.around.reached(step.key, trail);
  const timer = setTimeout(() => {
    passage.here = step;
    passage.seek();
  });
  passage.meanwhile(() => clearTimeout(timer));
}

export function forward(passage: Passage, otherwise: Outcome = "completed"): void {
  const { steps, here, around } = passage;
  const branch = here.branch?.find((option) => around.holds(option.if));
  go(passage, stepOf(passage, branch?.go_to) ?? steps[steps.indexOf(here) + 1], otherwise);
}

export function back(passage: Passage): void {
  const previous = stepOf(passage, passage.trail.at(-1));
  if (previous) go(passage, previous, "failed", passage.trail.slice(0, -1));
}

export function end(passage: Passage, outcome: Outcome, until?: number): void {
  passage.stop();
  passage.around.ended(outcome, passage.here, until);
}

export function tellDone({ around, here }: Passage, by: Done): void {
  around.tell(PROOF.test(by) ? "step_verified" : "step_acted", here, { by });
}

/** The step was done, by its own rule or by a button. */
export function done(passage: Passage, by: Done): void {
  tellDone(passage, by);
  forward(passage);
}

const USUAL: Partial<Actions> = {
  next: (_, passage) => done(passage, "button"),
  back: (_, passage) => back(passage),
  dismiss: (_, passage) => end(passage, "dismissed"),
  complete(_, passage) {
    tellDone(passage, "button");
    end(passage, "completed");
  },
};

/** Does what a button says, in order. `more`: what buttons do besides the usual. */
export function act(passage: Passage, actions: readonly Action[], more: Partial<Actions>): void {
  if (more.insists?.(passage, actions)) return;
  const all = { ...more, ...USUAL };
  for (const action of actions) (all[action.do!] as (action: Action, passage: Passage) => void)(action, passage);
}

/** The step's target did not come in time. */
export function miss(passage: Passage): void {
  let waits = true;
  passage.meanwhile(() => (waits = false));
  passage.around.tell("step_failed", passage.here, { reason: "target_missing" });
  // Were the rest not to be had, the step would hold the person's run for ever.
  void passage.around.more().then((more) => waits && (more ? more.missed(passage) : end(passage, "failed")));
}
