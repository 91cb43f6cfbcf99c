/** A theme from the app: reads its style, lets the author look at what the server makes of it, and keeps it when told to. */
import { appName, appStyle } from "./appstyle";
import type { DraftActions } from "./actions";
import type { MadeTheme, Outcome, Server } from "./server";
import type { Actions, State } from "./state";

export interface TakingOptions {
  server: Server;
  state(): State;
  set(change: Partial<State>): void;
  act: DraftActions;
  focus(id: string): void;
}

/** A theme that is looked at and not kept yet. */
export interface Taken {
  name: string;
  made: MadeTheme;
  /** Why it was not kept. */
  problem: string;
  keeping: boolean;
}

export function taking({ server, state, set, act, focus }: TakingOptions): Pick<Actions, "takeStyle" | "nameTaken" | "keepTaken" | "leaveTaken"> {
  const change = (changed: Partial<Taken>): void => {
    const { taken } = state();
    if (taken) set({ taken: { ...taken, ...changed } });
  };
  const why = (outcome: Outcome<unknown>): string => (outcome.is === "refused" && (outcome.problems[0]?.message || outcome.detail)) || state().words.themeNotKept;
  const take = async (): Promise<void> => {
    const name = appName();
    const outcome = await server.readStyle(appStyle(), name);
    if (outcome.is !== "ok") return act.notice({ text: why(outcome) });
    set({ taken: { name, made: outcome.answer, problem: "", keeping: false } });
    focus("theme-name");
  };
  const keep = async (): Promise<void> => {
    const { taken } = state();
    if (!taken || taken.keeping) return;
    change({ keeping: true, problem: "" });
    const { theme } = taken.made;
    const outcome = await server.keepTheme({ ...theme, name: taken.name.trim() });
    if (outcome.is !== "ok") return change({ keeping: false, problem: why(outcome) });
    set({ themes: outcome.answer.themes, taken: null });
    act.guide({ theme: theme.key });
    act.notice({ text: state().words.themeKept(taken.name) });
    focus("guide-theme");
  };
  return {
    takeStyle: () => void take(),
    nameTaken: (name) => change({ name, problem: "" }),
    keepTaken: () => void keep(),
    leaveTaken: () => (set({ taken: null }), focus("take-style")),
  };
}
