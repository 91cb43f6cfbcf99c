/** A step without a box: it waits for its rules, or does something (opens a page) and goes on. */
import type { Actions, Passage } from "./passage";
import { act, forward } from "./way";

/** Actions after which the guide is elsewhere by themselves. */
const MOVES = /^(next|back|go_to|dismiss|complete|snooze|start)$/;

export function hiddenWith(actions: Partial<Actions>): (passage: Passage) => void {
  return (passage) => {
    const { does = [], advance } = passage.here;
    act(passage, does, actions);
    if (!advance?.length && !does.some((action) => MOVES.test(action.do!))) forward(passage);
  };
}
