/** Publishing: saves first, then asks the server, and shows what blocks where it belongs. */
import type { Autosave } from "./autosave";
import type { Server } from "./server";
import type { State } from "./state";

export interface PublishingOptions {
  server: Server;
  autosave: Autosave;
  state(): State;
  set(change: Partial<State>): void;
}

export function publishing({ server, autosave, state, set }: PublishingOptions): () => void {
  const publish = async (): Promise<void> => {
    set({ publishing: { is: "running" } });
    if (!(await autosave.flush())) return set({ publishing: { is: "idle" } });
    const outcome = await server.publish(autosave.revision());
    if (outcome.is === "ok") return set({ publishing: { is: "live", version: outcome.answer.version }, problems: outcome.answer.problems ?? [] });
    if (outcome.is === "refused") return set(blocked(outcome.problems, outcome.detail, state()));
    set({ publishing: { is: "idle" } });
    if (outcome.is === "conflict") return autosave.meet(outcome.newer);
    set({ save: { is: outcome.is } });
  };
  return () => void publish();
}

/** To the list of steps, where everything that blocks is named. */
function blocked(problems: State["problems"], detail: string, { view }: State): Partial<State> {
  const listed = problems.length ? problems : [{ severity: "error" as const, where: "", message: detail }];
  return { publishing: { is: "blocked" }, problems: listed, tab: "steps", view: { ...view, step: null } };
}
