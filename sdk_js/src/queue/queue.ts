/**
 * `dist/queue.js`: events on their way to the collector. Each is stored before anything else happens to it and forgotten only
 * when the collector has answered for it. Tabs share the store; a lock lets one of them send at a time.
 */
import type { EventsAnswer } from "../contract.gen";
import { openStore, type Stored } from "./store";

export interface QueueOptions {
  /** Address of `POST /v1/events`. */
  url: string;
  key: string;
  token(): string | undefined;
  /** Tells an event about the events themselves. */
  tell(type: string, props: Record<string, unknown>): void;
}

export interface EventQueue {
  /** `text`: the event's JSON. */
  add(id: string, text: string): void;
  /** Forgets everything that was not sent. */
  clear(): void;
}

const SOON = 1000;
const BATCH = 50;
const BATCH_CHARACTERS = 400_000;
/** keepalive requests of one page share 64 KiB. */
const LAST_CHARACTERS = 50_000;
const MOST = 1000;
const TIMEOUT = 20_000;
const TOO_MANY = "too_many";

export function openQueue({ url, key, token, tell }: QueueOptions): EventQueue {
  const name = "shirube-events-" + key;
  const store = openStore(name);
  /** Of this tab, in case the page dies before they are sent. */
  const own = new Map<string, string>();
  /** Which the store would not take: sent from here. */
  const unstored = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  /** The collector will never take these. */
  const lost = (count: number, reason: string): void => {
    if (reason === TOO_MANY) tell("events_lost", { count, reason });
    else console.warn(`Shirube: ${count} events ${reason}.`);
  };

  const body = (texts: string[]): string => {
    const head = JSON.stringify({ key, token: token(), sent_at: new Date().toISOString(), sdk: __VERSION__ });
    return `${head.slice(0, -1)},"events":[${texts.map(wellFormed).join()}]}`;
  };

  const post = (texts: string[], more: RequestInit): Promise<Response> =>
    fetch(url, { method: "POST", body: body(texts), credentials: "omit", ...more });

  const wake = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void (navigator.locks ? navigator.locks.request(name, send) : send());
    }, milliseconds);
  };

  const forget = async (ids: string[]): Promise<void> => {
    for (const id of ids) own.delete(id), unstored.delete(id);
    await (await store).remove(ids);
  };

  /** Sends until nothing is left or something fails. */
  const send = async (): Promise<void> => {
    for (;;) {
      const waiting = await bounded([...(await (await store).all()), ...unstored]);
      const batch = first(waiting, BATCH_CHARACTERS);
      if (!batch.length) return;
      const pause = await deliver(batch);
      if (pause) return wake(pause);
    }
  };

  /** Answers after how many milliseconds to try again; 0: all went well. */
  const deliver = async (batch: Stored[]): Promise<number> => {
    const ids = batch.map(([id]) => id);
    let wait = 0;
    try {
      const response = await post(batch.map(([, text]) => text), { signal: AbortSignal.timeout(TIMEOUT) });
      const { status } = response;
      wait = Number(response.headers.get("retry-after")) * 1000 || 0;
      if (status === 413 && batch.length > 1) return deliver(batch.slice(0, batch.length >> 1));
      if (status > 399 && status < 500 && status !== 408 && status !== 429) {
        lost(batch.length, "refused_" + status);
        await forget(ids);
        return 0;
      }
      if (response.ok) {
        const { results } = (await response.json()) as EventsAnswer;
        const of = (wanted: string): string[] => results.filter(({ status }) => status === wanted).map(({ id }) => id);
        const [rejected, again] = [of("rejected"), of("retry")];
        if (rejected.length) lost(rejected.length, "rejected");
        await forget(ids.filter((id) => !again.includes(id)));
        failures = again.length ? failures : 0;
        if (!again.length) return 0;
      }
    } catch {
      // offline, timed out, or an answer that is not the collector's
    }
    return Math.max(wait, Math.min(300_000, SOON * 2 ** ++failures) * (0.5 + Math.random() / 2));
  };

  /** Drops the oldest of what is worth least when too much waits. */
  const bounded = async (waiting: Stored[]): Promise<Stored[]> => {
    // One more, since the loss is told by an event.
    const extra = waiting.length - MOST + 1;
    if (extra <= 1) return waiting;
    const ids = [...waiting].sort((a, b) => Number(a[1].includes('"guide":')) - Number(b[1].includes('"guide":'))).slice(0, extra).map(([id]) => id);
    lost(extra, TOO_MANY);
    await forget(ids);
    return waiting.filter(([id]) => !ids.includes(id));
  };

  /** The page may be about to go: the browser sends these even after it has gone; answered or not, they stay stored. */
  const last = (): void => {
    const texts = first([...own], LAST_CHARACTERS).map(([, text]) => text);
    if (texts.length) void post(texts, { keepalive: true }).catch(() => {});
  };

  addEventListener("pagehide", last);
  addEventListener("online", () => wake(0));
  wake(SOON);
  return {
    add(id, text) {
      own.set(id, text);
      void store
        .then((to) => to.put(id, text))
        .catch(() => unstored.set(id, text))
        .then(() => wake(SOON));
    },
    clear() {
      own.clear();
      unstored.clear();
      void store.then(async (to) => to.remove((await to.all()).map(([id]) => id)));
    },
  };
}

function first(waiting: Stored[], characters: number): Stored[] {
  return waiting.slice(0, BATCH).filter(([, text]) => (characters -= text.length) > 0);
}

/** Half a surrogate pair, which `JSON.stringify` writes as an escape, is no character: parsers refuse it. */
function wellFormed(text: string): string {
  return text.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f]../g, "$1\ufffd");
}
