/** Recording: the author just does the task, and each click and entry becomes a step of the draft. It goes on over page loads. */
import { describe } from "../../target";
import { accessibleName, labelOf } from "../../target/role";
import type { DraftActions } from "../actions";
import type { Actions, State } from "../state";
import { isLogInPage, isWritten, type Done } from "./deeds";
import { discretion } from "./discretion";
import { startRecorder } from "./recorder";

export interface RecordingOptions {
  owns(event: Event): boolean;
  state(): State;
  set(change: Partial<State>): void;
  act: DraftActions;
  /** Lets go of what holds menus open. */
  release(): void;
}

export type Recording = Pick<Actions, "record" | "stopRecording" | "takeBack"> & {
  /** Goes on with a recording that an earlier page began. */
  resume(): void;
  stop(): void;
};

export function recording({ owns, state, set, act, release }: RecordingOptions): Recording {
  let stopHearing: (() => void) | null = null;
  let last: Element | null = null;
  /** The fields that have their step already, with its key. */
  const filled = new Map<Element, string>();
  const secret = discretion();

  const recorded = (keys: string[] | null): void => set({ view: { ...state().view, recorded: keys } });
  const keys = (): string[] => state().view.recorded ?? [];

  const done = ({ deed, element }: Done): void => {
    const { words } = state();
    if (isLogInPage(element.ownerDocument)) return set({ said: words.logInPage });
    // Typing letter by letter, or pressing the same button again, is one step.
    const again = element === last || filled.has(element);
    last = element;
    if (again) return;
    const name = secret.words(calledBy(element));
    const key = act.addRecorded(deed, secret.target(describe(element)), name);
    if (deed === "fill" || deed === "select") filled.set(element, key);
    recorded([...keys(), key]);
    set({ said: words.deeds[deed](name) });
  };
  const hear = (): void => {
    stopHearing?.();
    last = null;
    stopHearing = startRecorder({ owns, done, before: secret.look });
    set({ mode: { is: "record" } });
  };
  const end = (): void => {
    stopHearing?.();
    stopHearing = null;
  };
  return {
    record() {
      release();
      recorded([]);
      hear();
    },
    resume: () => void (state().view.recorded && hear()),
    stopRecording() {
      const count = keys().length;
      end();
      set({ mode: { is: "edit" }, tab: "steps", view: { ...state().view, recorded: null, step: null, collapsed: false } });
      if (count) act.notice({ text: state().words.recordedReview(count) });
    },
    takeBack() {
      const key = keys().at(-1);
      if (!key) return;
      last = null;
      for (const [element, its] of filled) if (its === key) filled.delete(element);
      act.drop(key);
      recorded(keys().slice(0, -1));
      set({ said: state().words.tookBack });
    },
    stop: end,
  };
}

/** What people read at the element. What may be edited is called by its label alone: its own words were typed. */
function calledBy(element: Element): string {
  if (!isWritten(element)) return accessibleName(element);
  return element.getAttribute("aria-label") || labelOf(element) || (element.localName === "input" || element.localName === "textarea" ? accessibleName(element) : "");
}
