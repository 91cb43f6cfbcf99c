/** Keeps the draft as it is looked at up to date: the server makes it ready for the language and the person. */
import { toSave } from "./draft";
import { needsSeen, PLAIN } from "./looks";
import type { Server } from "./server";
import { guideOf, type Actions, type State } from "./state";

export interface SeeingOptions {
  server: Server;
  state(): State;
  set(change: Partial<State>): void;
  focus(id: string): void;
}

export type Seeing = Pick<Actions, "look" | "findPeople" | "openLooks"> & {
  /** Asks again, soon, when the draft is another than the one looked at. */
  follow(): void;
  /** Once what is looked at is there; at once when nothing has to be asked. */
  ready(): Promise<void>;
  stop(): void;
};

const REST_MS = 250;

export function seeing({ server, state, set, focus }: SeeingOptions): Seeing {
  /** What was asked for last, or will be when the draft rests. */
  let asked = "";
  let waits = false;
  let running = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let searches = 0;

  const aboutOf = (): string => {
    const { language, person } = state().view.looks;
    return JSON.stringify([guideOf(state()), language, person?.key]);
  };
  /** The answer counts only while it is what is asked for. */
  const ask = async (): Promise<void> => {
    const { language, person } = state().view.looks;
    const about = asked;
    const outcome = await server.see(toSave(guideOf(state())), person?.key ?? "", language ?? "");
    if (about !== asked) return;
    if (outcome.is === "ok") return set({ seen: outcome.answer, unseen: null });
    set({ unseen: outcome.is === "refused" && outcome.problems[0] ? outcome.problems[0].message : state().words.cannotBeSeen });
  };
  const rest = (): void => {
    clearTimeout(timer);
    waits = false;
  };
  const start = (): void => {
    rest();
    running = ask();
  };
  const follow = (): void => {
    const about = needsSeen(state().view.looks) ? aboutOf() : "";
    if (asked === about) return;
    asked = about;
    rest();
    if (!about) return;
    waits = true;
    timer = setTimeout(start, state().seen ? REST_MS : 0);
  };
  return {
    follow,
    look(change) {
      const looks = change === null ? PLAIN : { ...state().view.looks, ...change };
      const again = looks.language !== state().view.looks.language || looks.person !== state().view.looks.person;
      set({ view: { ...state().view, looks }, ...(again && { seen: null, unseen: null }), found: null });
      // The person's field and the person take turns: the focus stays with them.
      if (change && "person" in change) focus(change.person ? "look-nobody" : "look-person");
    },
    openLooks: (open) => set({ view: { ...state().view, looking: open } }),
    async findPeople(words) {
      const mine = ++searches;
      if (words === null) return set({ found: null });
      const outcome = await server.people(words);
      if (mine === searches) set({ found: outcome.is === "ok" ? outcome.answer.people : [] });
    },
    async ready() {
      follow();
      if (waits) start();
      if (asked) await running;
    },
    stop: rest,
  };
}
