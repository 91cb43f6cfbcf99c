/**
 * Keeps the server's draft up to date: waits until typing rests, one save at a time, tries again when offline, and stops
 * for the author when somebody else saved meanwhile. What is not saved yet lies in sessionStorage across page loads.
 */
import type { Guide } from "./draft";
import { merge, type Clash, type Side } from "./merge";
import type { Newer, Problem, Server } from "./server";

export type SaveState =
  | { is: "saved" }
  | { is: "unsaved" }
  | { is: "saving" }
  | { is: "offline" }
  | { is: "refused"; problems: Problem[]; detail: string }
  | { is: "conflict"; newer: Newer; clashes: Clash[] }
  | { is: "over" };

export interface Autosave {
  state(): SaveState;
  revision(): number;
  /** There is a newer draft to save, soon. */
  changed(guide: Guide): void;
  /** Saves now; answers whether the server has everything. */
  flush(): Promise<boolean>;
  /** Somebody else has saved, the server says: takes that in. */
  meet(newer: Newer): void;
  /** Decides a clash of two authors; once all are decided, what both made goes to the server. */
  choose(where: string, side: Side): void;
  /** Goes on with what an earlier page could not save. */
  resume(kept: Kept): void;
  stop(): void;
}

export interface Told {
  state(state: SaveState): void;
  problems(problems: Problem[]): void;
  /** The guide with the labels of buttons that its order asks for. */
  arranged(guide: Guide): Guide;
  /** Another author saved meanwhile: `both` is both authors' work. `mine`: the same, with what I gave up by choosing; null: nothing. */
  merged(both: Guide, mine: Guide | null, by: string): void;
}

const REST_MS = 700;
const RETRY_MS = [2_000, 4_000, 8_000, 15_000, 30_000];

/** `opened`: the draft as the server answered it at `revision`. */
export function startAutosave(server: Server, opened: Guide, revision: number, told: Told): Autosave {
  const { key } = opened;
  let base: Base = { mine: opened, theirs: opened };
  let chosen: Record<string, Side> = {};
  let state: SaveState = { is: "saved" };
  let waiting: Guide | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const become = (next: SaveState): void => told.state((state = next));
  const stuck = (): boolean => state.is === "conflict" || state.is === "over";
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), ms);
  };

  async function send(): Promise<void> {
    clearTimeout(timer);
    if (running) return running;
    if (!waiting || stuck()) return;
    running = attempt(waiting).finally(() => (running = null));
    await running;
    if (waiting && state.is === "saved") return send();
  }

  async function attempt(guide: Guide): Promise<void> {
    become({ is: "saving" });
    const outcome = await server.save(guide, revision);
    if (outcome.is === "ok") {
      revision = outcome.answer.revision;
      base = { mine: guide, theirs: outcome.answer.guide };
      failures = 0;
      if (waiting === guide) waiting = null;
      become(waiting ? { is: "unsaved" } : { is: "saved" });
      if (!waiting) forget();
      else later(REST_MS);
      told.problems(outcome.answer.problems ?? []);
    } else if (outcome.is === "offline") {
      become({ is: "offline" });
      later(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]!);
    } else if (outcome.is === "conflict") meet(guide, outcome.newer);
    else if (outcome.is === "over") become({ is: "over" });
    else become({ is: "refused", problems: outcome.problems, detail: outcome.detail });
  }

  /** Somebody saved first. When that was this tab itself, on its way to this page, there is nothing to ask. */
  function meet(guide: Guide, newer: Newer): void {
    if (!sameDraft(guide, newer.guide)) return meetOther(newer);
    revision = newer.revision;
    base = { mine: guide, theirs: newer.guide };
    if (waiting === guide) waiting = null;
    become({ is: waiting ? "unsaved" : "saved" });
    if (waiting) later(REST_MS);
    else forget();
  }

  /** Both authors' work, once the author has decided where both changed the same. */
  function meetOther(newer: Newer): void {
    const sides = { mine: { before: base.mine, now: waiting ?? base.mine }, theirs: { before: base.theirs, now: newer.guide } };
    const { guide, clashes } = merge(sides, chosen);
    if (clashes.length) return become({ is: "conflict", newer, clashes });
    const mine = Object.values(chosen).includes("theirs") ? merge(sides, {}, "mine").guide : null;
    chosen = {};
    revision = newer.revision;
    base = { mine: newer.guide, theirs: newer.guide };
    if (waiting) waiting = told.arranged(guide);
    keepWaiting();
    told.merged(waiting ?? guide, mine, newer.changed_by);
    become({ is: waiting ? "unsaved" : "saved" });
    if (waiting) later(0);
  }

  const keepWaiting = (): void => void (waiting && keep({ key, revision, guide: waiting, base }));
  const leaving = (): void => {
    if (!waiting) return;
    keepWaiting();
    if (!stuck() && !running) void server.save(waiting, revision, true);
  };
  const online = (): void => void send();
  window.addEventListener("pagehide", leaving);
  window.addEventListener("online", online);

  return {
    state: () => state,
    revision: () => revision,
    changed(guide) {
      waiting = guide;
      keepWaiting();
      if (state.is === "conflict") return meetOther(state.newer);
      if (stuck()) return;
      if (state.is !== "saving") become({ is: state.is === "offline" ? "offline" : "unsaved" });
      later(REST_MS);
    },
    async flush() {
      do await send();
      while (waiting && state.is === "unsaved");
      return waiting === null;
    },
    meet: meetOther,
    choose(where, side) {
      if (state.is !== "conflict") return;
      chosen = { ...chosen, [where]: side };
      meetOther(state.newer);
    },
    resume(kept) {
      ({ revision, guide: waiting, base } = kept);
      become({ is: "unsaved" });
      void send();
    },
    stop() {
      clearTimeout(timer);
      window.removeEventListener("pagehide", leaving);
      window.removeEventListener("online", online);
    },
  };
}

const UNSAVED = "shirube-editor-unsaved";

/** What both authors began from: as this tab said it, and as the server did. */
interface Base {
  mine: Guide;
  theirs: Guide;
}

/** Work that is not saved yet, and what it began from. */
export interface Kept {
  key: string;
  revision: number;
  guide: Guide;
  base: Base;
}

function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(UNSAVED, JSON.stringify(kept));
  } catch {
    // Storage full or blocked: the draft still lives in this page and on its way to the server.
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(UNSAVED);
  } catch {
    // As above.
  }
}

/** Whether the server's draft says what mine says; the server adds defaults and trims text. */
export function sameDraft(mine: unknown, theirs: unknown): boolean {
  if (mine === null || mine === undefined) return theirs === null || theirs === undefined;
  if (typeof mine === "string") return typeof theirs === "string" && mine.trim() === theirs.trim();
  if (typeof mine !== "object" || typeof theirs !== "object" || theirs === null) return mine === theirs;
  if (Array.isArray(mine) && mine.length !== (theirs as unknown[]).length) return false;
  return Object.entries(mine).every(([name, value]) => sameDraft(value, (theirs as Record<string, unknown>)[name]));
}

/** What an earlier page of this tab could not save, if anything. */
export function unsaved(key: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(UNSAVED) ?? "null") as Kept | null;
    return kept?.key === key && kept.base ? kept : null;
  } catch {
    return null;
  }
}
