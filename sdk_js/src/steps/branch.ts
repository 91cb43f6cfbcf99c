/** Where a step leads: looked at when it is left by going on. */
import type { Step } from "./contract";
import type { Passage } from "./passage";

export function branch({ here, around, stepOf }: Passage): Step | undefined {
  return stepOf(here.branch?.find((option) => around.holds(option.if))?.go_to);
}
