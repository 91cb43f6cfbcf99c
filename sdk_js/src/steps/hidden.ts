/** A step without a box: it waits for its rules, or does something (opens a page) and goes on. */
import type { Passage } from "./passage";

/** Actions after which the guide is elsewhere by themselves. */
const MOVES = /^(next|back|go_to|dismiss|complete|snooze|start)$/;

export function hidden({ here, act, forward }: Passage): void {
  const does = here.does ?? [];
  act(does);
  if (!here.advance?.length && !does.some((action) => MOVES.test(action.do!))) forward();
}
