/**
 * `dist/queue.js`: events on their way to the collector. Each is stored before anything else happens to it and forgotten only
 * when the collector has answered for it. Tabs share the store and the pauses; a lock lets one of them send at a time.
 */
import type { SessionAnswer } from "../contract.gen";
import type { Memory } from "../runtime/memory";
import type { Shows } from "../runtime/shows";
import { openStore, type Stored } from "./store";
import { sendable } from "./text";
import { LONGEST, deliver, sendLast } from "./transport";
import type { Before } from "./writer";
import { excess, first } from "./worth";

export interface QueueOptions {
  /** Address of `POST /v1/events`. */
  url: string;
  key: string;
  memory: Memory;
  token(): string | undefined;
  /** What an emergency stop takes away; none where somebody works on a draft. */
  shows: Shows | undefined;
  /** Tells an event about the events themselves. */
  tell(type: string, props: Record<string, unknown>): void;
}

export interface EventQueue {
  /** `text`: the event's JSON. */
  add(id: string, text: string): void;
  /** Forgets everything that was not sent, in all tabs. */
  clear(): void;
}

/** An event of this page that was not seen to be settled. */
interface Own {
  text: string;
  era: string;
  /** False: the store did not take it. */
  stored?: boolean;
}

const SOON = 1000;
/** Another tab sends: look again. */
const LATER = 2000;
/** After so many looks the tab that holds the lock is taken for dead. */
const PATIENCE = 30;
const BATCH = 50;
const BATCH_BYTES = 400_000;
/** Requests that outlive their pages share 64 KiB. */
const LAST_BYTES = 58_000;
const TIMEOUT = 20_000;
const LONGEST_BACKOFF = 300_000;
/** Added events between two looks whether too many wait. */
const LOOK = 200;
const LEFT = "left";

export function openQueue({ url, key, memory: { read, write }, token, shows, tell }: QueueOptions, before: Before): EventQueue {
  const name = "shirube-events-" + key;
  const store = openStore(name);
  const own = new Map<string, Own>();
  /** Settled, though the store may not have forgotten them. */
  const settled = new Set<string>();
  const losses: Record<string, number> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = 0;
  let denied = 0;
  let busy = false;
  let added = 0;
  let most = BATCH;
  let flying: AbortController | undefined;
  /** The page has gone or sleeps: a script that ran in it now would throw it out of the browser's cache of pages. */
  let left = false;
  /** Gives the lock back at once. */
  let release: (() => void) | undefined;

  /** Changes when somebody, in whatever tab, asks to forget. */
  const era = (): string => {
    const { anonymous, wiped: at } = read();
    return `${anonymous} ${at}`;
  };

  const wake = (milliseconds: number): void => {
    if (left && document.hidden) return;
    left = false;
    const at = performance.now() + milliseconds;
    if (timer && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      timer = undefined;
      void turn().catch(() => wake(LATER));
    }, milliseconds);
  };

  const turn = async (): Promise<void> => {
    const pause = (read().pause?.until ?? 0) - Date.now();
    // A longer one was written when the clock was wrong.
    if (pause > 0 && pause <= LONGEST * 1.2) {
      wake(pause);
      if (added > LOOK) await lead(async () => void (await bounded()));
    } else await lead(send);
  };

  const lead = async (work: () => Promise<void>): Promise<void> => {
    if (!navigator.locks) return alone(work);
    // Not waiting for it: a tab that the browser freezes could be given the lock in its sleep.
    await navigator.locks.request(name, denied > PATIENCE ? { steal: true } : { ifAvailable: true }, (lock) => {
      denied = lock ? 0 : denied + 1;
      return lock ? Promise.race([alone(work), new Promise<void>((resolve) => (release = resolve))]) : wake(LATER);
    });
  };

  const alone = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return wake(LATER);
    busy = true;
    await work().finally(() => (busy = false));
  };

  /** The oldest first. */
  const everything = async (): Promise<Stored[]> => {
    const now = era();
    for (const [id, one] of own) if (one.era !== now) own.delete(id);
    const known = [...own].filter(([, { stored }]) => stored).map(([id]) => id);
    const waiting = new Map<string, string>();
    try {
      for (const [id, text] of await (await store).all()) waiting.set(id, text);
      // Another tab has sent them.
      for (const id of known) if (!waiting.has(id)) own.delete(id);
    } catch {
      // cleared or broken: what this page knows
    }
    for (const [id, { text }] of own) waiting.set(id, text);
    return [...waiting].filter(([id]) => !settled.has(id)).sort(byId);
  };

  const forget = async (ids: string[]): Promise<void> => {
    for (const id of ids) own.delete(id), settled.add(id);
    try {
      await (await store).remove(ids);
      for (const id of ids) settled.delete(id);
    } catch {
      // stays known as settled as long as the page lives
    }
  };

  const bounded = async (): Promise<Stored[]> => {
    added = 0;
    const waiting = await everything();
    const ids = excess(waiting);
    if (!ids.length) return waiting;
    await forget(ids);
    lose(ids.length, "too_many");
    report();
    return waiting.filter(([id]) => !ids.includes(id));
  };

  /** Sends until nothing is left or something fails. */
  const send = async (): Promise<void> => {
    for (let waiting = await bounded(); waiting.length; waiting = await bounded()) {
      const since = era();
      while (waiting.length && era() === since) {
        if (left) return;
        const { done, pause } = await sendSome(waiting);
        if (pause) return wake(pause);
        waiting = waiting.filter(([id]) => !done.includes(id));
      }
    }
  };

  /** Answers what needs no sending any more, and after how many milliseconds to go on; 0: at once. */
  const sendSome = async (waiting: Stored[]): Promise<{ done: string[]; pause: number }> => {
    const batch = first(waiting, most, BATCH_BYTES);
    const ids = batch.map(([id]) => id);
    const flight = (flying = new AbortController());
    const late = setTimeout(() => flight.abort(), TIMEOUT);
    const failures = read().pause?.failures ?? 0;
    const outcome = await deliver(url, body(batch), ids, flight.signal, failures % 2 > 0);
    clearTimeout(late);
    flying = undefined;
    const { settled: done, stopped, lost, large, again } = outcome;
    if (flight.signal.reason === LEFT) return { done: [], pause: LATER };
    if (stopped && shows) {
      // What a session would be answered now, without asking for one from every page at once.
      shows.offer({ guides: [], settings: {} } as unknown as SessionAnswer);
      shows.stop();
    }
    if (lost) lose(...lost);
    await forget(done);
    most = large || again ? Math.max(1, batch.length >> 1) : BATCH;
    if (again) return { done, pause: rest(again.after, failures + 1) };
    if (failures) write({ pause: undefined });
    if (!large && !lost) report();
    return { done, pause: 0 };
  };

  /** For all tabs and the pages after this one. */
  const rest = (asked: number, failures: number): number => {
    const backoff = Math.min(LONGEST_BACKOFF, SOON * 2 ** failures) * (0.5 + Math.random() / 2);
    const wait = Math.max(backoff, asked * (1 + Math.random() / 5));
    write({ pause: { until: Date.now() + wait, failures, asked: asked > 0 } });
    return wait;
  };

  const body = (batch: Stored[]): string => {
    const head = JSON.stringify({ key, token: token(), sent_at: new Date().toISOString(), sdk: __VERSION__ });
    return `${head.slice(0, -1)},"events":[${batch.map(([, text]) => text).join()}]}`;
  };

  const lose = (count: number, reason: string): void => {
    losses[reason] = (losses[reason] ?? 0) + count;
    console.warn(`Shirube: ${count} events lost: ${reason}.`);
  };

  /** Once the collector takes events: telling it earlier could go round in circles. It counts itself what it rejects. */
  const report = (): void => {
    for (const [reason, count] of Object.entries(losses)) {
      delete losses[reason];
      if (reason !== "rejected") tell("events_lost", { count, reason });
    }
  };

  /**
   * The page goes or falls asleep: lets go of the lock, and has the browser send what nobody is known to have taken. In a pause
   * only what the store has not got, since the rest can wait.
   */
  const leave = (): void => {
    left = true;
    clearTimeout(timer);
    timer = undefined;
    flying?.abort(LEFT);
    release?.();
    putAway([...own]);
  };

  const putAway = (all: [string, Own][]): void => {
    const [now, { pause, consent, early = [] }] = [era(), read()];
    const mine = all.filter(([, one]) => one.era === now && (!pause || !one.stored)).sort(([, a], [, b]) => Number(!!a.stored) - Number(!!b.stored));
    const batch = first(mine.map(([id, { text }]): Stored => [id, text]), BATCH, LAST_BYTES).sort(byId);
    if (!batch.length || consent === false) return;
    // The database may not get to these any more; in the memory they are at once.
    const unstored = mine.filter(([, { stored }]) => !stored).map(([id, { text }]): Stored => [id, text]);
    if (unstored.length) write({ early: [...early, ...unstored] });
    void sendLast(url, body(batch));
  };

  /** Back, or awake, perhaps in a tab that nobody sees: what was put into the memory is in the page's own hands again. */
  const back = (): void => {
    left = false;
    const { early = [] } = read();
    if (early.length) write({ early: early.filter(([id]) => !own.has(id) && !settled.has(id)) });
    wake(0);
  };

  const add = (id: string, text: string): void => {
    const one: Own = { text: sendable(text), era: era() };
    own.set(id, one);
    // Told by somebody who heard later than the queue that the page goes.
    if (left) putAway([[id, one]]);
    void store
      .then((to) => to.put(id, one.text))
      .then(
        () => (one.stored = true),
        () => (one.stored = false),
      )
      .then(() => wake(++added % LOOK ? SOON : 0));
  };

  const clear = (): void => {
    own.clear();
    write({ wiped: Date.now() });
    flying?.abort(LEFT);
    void store.then((to) => to.clear()).catch(() => {});
  };

  addEventListener("pagehide", leave);
  document.addEventListener("freeze", leave);
  document.addEventListener("resume", back);
  document.addEventListener("visibilitychange", () => wake(0));
  addEventListener("pageshow", ({ persisted }) => persisted && back());
  addEventListener("online", () => {
    if (!read().pause?.asked) write({ pause: undefined });
    wake(0);
  });
  if (before.forgot || read().consent === false) clear();
  for (const event of [...(read().early ?? []), ...before.mine]) add(...event);
  write({ early: [] });
  wake(SOON);
  return { add, clear };
}

/** In the order in which they happened. */
function byId([a]: Stored, [b]: Stored): number {
  return a < b ? -1 : 1;
}
