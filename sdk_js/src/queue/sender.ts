/** `dist/sender.js`: sends what waits. Tabs share the store; a lock lets one of them send at a time. */
import type { EventsAnswer } from "../contract.gen";
import type { Outbox, Sender } from "./queue";
import { inDatabase, inText, type EventStore, type Stored } from "./store";

const BATCH = 50;
const BATCH_CHARACTERS = 400_000;
const MOST = 1000;
const TIMEOUT = 20_000;
const AGAIN = 1000;
const LATEST = 300_000;

export function openSender({ name, own, database, post, lost }: Outbox): Sender {
  let text: EventStore | undefined;
  const store = database.then(
    () => inDatabase(database),
    () => inOneText(),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  /** Where there is no database, what has happened so far is kept at once. */
  const inOneText = (): EventStore => {
    if (!text) {
      text = inText(name);
      for (const event of own) void text.put(...event);
    }
    return text;
  };

  const wake = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void (navigator.locks ? navigator.locks.request(name, send) : send());
    }, milliseconds);
  };

  const forget = async (ids: string[]): Promise<void> => {
    for (const id of ids) own.delete(id);
    await text?.remove(ids);
    await (await store).remove(ids);
  };

  const waiting = async (): Promise<Stored[]> => Object.entries({ ...Object.fromEntries([...(await (await store).all()), ...((await text?.all()) ?? []), ...own]) }).sort();

  /** Sends until nothing is left or something fails. */
  const send = async (): Promise<void> => {
    for (;;) {
      const batch = first(await bounded(await waiting()));
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
    return Math.max(wait, Math.min(LATEST, AGAIN * 2 ** ++failures) * (0.5 + Math.random() / 2));
  };

  /** Drops the oldest of what is worth least when too much waits. */
  const bounded = async (waiting: Stored[]): Promise<Stored[]> => {
    // One more, since the loss is told by an event.
    const extra = waiting.length - MOST + 1;
    if (extra <= 1) return waiting;
    const ids = [...waiting].sort((a, b) => Number(a[1].includes('"guide":')) - Number(b[1].includes('"guide":'))).slice(0, extra).map(([id]) => id);
    lost(extra, "too_many");
    await forget(ids);
    return waiting.filter(([id]) => !ids.includes(id));
  };

  addEventListener("online", () => wake(0));
  wake(0);
  return {
    wake,
    keep: (id, event) => void inOneText().put(id, event),
    clear: () => void text?.clear(),
  };
}

function first(waiting: Stored[]): Stored[] {
  let characters = BATCH_CHARACTERS;
  return waiting.slice(0, BATCH).filter(([, text]) => (characters -= text.length) > 0);
}
