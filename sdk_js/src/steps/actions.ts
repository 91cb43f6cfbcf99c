/** What buttons do besides going on, going back and ending. */
import type { Actions, Passage } from "./passage";

const HOUR = 3_600_000;

function acted({ around, here }: Passage): void {
  around.tell("step_acted", here, { by: "button" });
}

/** Done after all others: it may leave the page. */
const last = queueMicrotask;

export const actions: Omit<Actions, "next" | "back" | "dismiss" | "complete"> = {
  snooze: ({ hours }, { end }) => end("dismissed", Date.now() + (hours ?? 24) * HOUR),
  open: ({ link, new_tab }, { around }) => last(() => around.open(link, !!new_tab)),
  go_to(action, passage) {
    acted(passage);
    passage.go(passage.stepOf(action.step), "failed");
  },
  start({ guide }, passage) {
    acted(passage);
    passage.end("completed");
    passage.around.start(guide);
  },
  show({ guide }, { around }) {
    around.start(guide);
  },
  track: ({ event }, { around, here }) => around.tell(event, here),
  help: (_, { around, here }) => around.tell("help_requested", here),
};
