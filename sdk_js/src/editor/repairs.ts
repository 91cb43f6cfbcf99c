/** What the author does about an element that changed: take it as it is now, or say that it is not this one. */
import type { DraftActions } from "./actions";
import type { Server } from "./server";
import type { Actions, State } from "./state";

export interface RepairingOptions {
  server: Server;
  state(): State;
  set(change: Partial<State>): void;
  act: DraftActions;
}

export function repairing({ server, state, set, act }: RepairingOptions): Pick<Actions, "acceptRepair" | "dismissRepair"> {
  return {
    acceptRepair(key, { target, now }) {
      const { words } = state();
      act.step(key, { target });
      act.notice({ text: words.repaired(now), action: { label: words.undo, run: () => (act.undo(), act.notice(null)) } });
    },
    /** Leaves the list at once; when the server did not hear of it, it is offered again at the next opening. */
    dismissRepair(key, id) {
      const without = state().repairs.map((repair) => {
        if (repair.step !== key) return repair;
        return { ...repair, missing: repair.missing === id ? "" : repair.missing, options: repair.options.filter((option) => option.id !== id) };
      });
      set({ repairs: without.filter(({ options, missing }) => options.length > 0 || missing) });
      void server.dismiss(id);
    },
  };
}
