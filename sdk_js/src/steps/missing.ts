/** What a step does when its target did not come. */
import type { Passage } from "./passage";
import { poll } from "./poll";
import { isDrawn } from "./rect";
import { end, forward, go, stepOf } from "./way";

export function missed(passage: Passage): void {
  const { here, around } = passage;
  const then = here.if_missing?.then ?? "show_centred";
  if (then === "end") end(passage, "failed");
  else if (then === "skip") {
    around.tell("step_skipped", here);
    forward(passage, "failed");
  } else if (then === "show_centred") {
    passage.show(null);
    passage.meanwhile(poll(() => isDrawn(here.target && around.find(here.target)) && (passage.seek(true, true), true)));
  } else go(passage, stepOf(passage, then.step), "failed");
}
