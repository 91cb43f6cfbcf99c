/** What buttons do in a guide that stands: they act on it, not on a way through steps. */
import type { Kit } from "../runtime/kit";
import type { Action, Step } from "../steps/contract";
import type { Outcome, Passage, Surroundings } from "../steps/passage";
import { act as doAll } from "../steps/way";

export interface Ending {
  /** The person is through with it (`completed`), or wants it gone (`dismissed`). */
  end(outcome: Outcome, until?: number): void;
}

/** `act` runs actions in order and tells once that the step was acted; `end` is left to the kind. */
export function standingPassage(kit: Pick<Kit, "ACTIONS">, around: Surroundings, here: Step, { end }: Ending): { act(actions: Action[], by: string): void } {
  const nothing = (): void => {};
  const quiet: Surroundings = {
    ...around,
    tell: (type, ...rest) => type !== "step_acted" && around.tell(type, ...rest),
    ended: (outcome, _, until) => end(outcome, until),
  };
  const passage: Passage = { around: quiet, steps: [], here, trail: [], show: nothing, seek: nothing, meanwhile: nothing, leave: nothing, stop: nothing };
  return {
    act(actions, by) {
      if (!actions.every(({ do: name }) => name === "dismiss" || name === "snooze")) around.tell("step_acted", here, { by });
      doAll(passage, actions, kit.ACTIONS);
    },
  };
}
