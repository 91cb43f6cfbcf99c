/** What a step does when its target did not come. */
import type { Passage } from "./passage";
import { poll } from "./poll";
import { isDrawn } from "./rect";

export function missed({ here, around, end, forward, go, stepOf, show, seek, meanwhile }: Passage): void {
  const then = here.if_missing?.then ?? "show_centred";
  if (then === "end") end("failed");
  else if (then === "skip") {
    around.tell("step_skipped", here);
    forward("failed");
  } else if (then === "show_centred") {
    show(null);
    meanwhile(poll(() => isDrawn(here.target && around.find(here.target)) && (seek(true, true), true)));
  } else go(stepOf(then.step), "failed");
}
