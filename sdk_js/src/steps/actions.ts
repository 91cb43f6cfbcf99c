/** What buttons do besides going on, going back and ending. */
import { openLink } from "./link";
import type { Actions } from "./passage";
import { end, go, stepOf, tellDone } from "./way";

const HOUR = 3_600_000;

export const actions: Omit<Actions, "next" | "back" | "dismiss" | "complete"> = {
  snooze: ({ hours }, passage) => end(passage, "dismissed", Date.now() + (hours ?? 24) * HOUR),
  // After all others: it may leave the page.
  open: ({ link, new_tab }, { around }) => queueMicrotask(() => openLink(around, link, !!new_tab)),
  go_to({ step }, passage) {
    tellDone(passage, "button");
    go(passage, stepOf(passage, step), "failed");
  },
  start({ guide }, passage) {
    tellDone(passage, "button");
    end(passage, "completed");
    passage.around.start(guide);
  },
  show: ({ guide }, { around }) => around.start(guide),
  track: ({ event }, { around, here }) => around.tell(event, here),
  help: (_, { around, here }) => around.tell("help_requested", here),
};
