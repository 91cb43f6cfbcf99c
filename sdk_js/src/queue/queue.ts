/**
 * Events on their way to the collector. Each is stored before anything else happens to it and forgotten only when the
 * collector has answered for it. The snippet itself only stores; the sender, which is larger, loads when the page is calm.
 */
import { change, opened } from "./database";
import { textOf } from "./text";

export interface QueueOptions {
  /** Address of `POST /v1/events`. */
  url: string;
  key: string;
  token(): string | undefined;
  /** The collector will never take these: how many, and why. */
  lost(count: number, reason: string): void;
  /** Loads the sender; nothing when it cannot be had now. */
  sender(): Promise<typeof import("./sender") | undefined>;
}

export interface EventQueue {
  add(id: string, event: object): void;
  /** Forgets everything that was not sent. */
  clear(): void;
}

export interface Sender {
  /** Sends in so many milliseconds, unless it will anyway. */
  wake(milliseconds: number): void;
  /** Stores what the database would not take. */
  keep(id: string, text: string): void;
  /** Forgets what it stored. */
  clear(): void;
}

/** What the snippet and the sender share. */
export interface Outbox extends QueueOptions {
  /** Of the store and of the lock. */
  name: string;
  /** Texts of this page's events by id, until the collector has answered for them: in case the page dies before, or nothing can be stored. */
  own: Map<string, string>;
  /** Rejected where IndexedDB is blocked. */
  database: Promise<IDBDatabase>;
  post(texts: string[], more: RequestInit): Promise<Response>;
}

const SOON = 1000;
const BATCH = 50;
/** keepalive requests of one page share 64 KiB. */
const LAST_CHARACTERS = 50_000;

export function openQueue(options: QueueOptions): EventQueue {
  const { url, key, token } = options;
  const name = "shirube-events-" + key;
  const own: Outbox["own"] = new Map();
  const database = opened(name);
  let sender: Sender | undefined;
  let timer: unknown;

  const post: Outbox["post"] = (texts, more) => {
    const head = JSON.stringify({ key, token: token(), sent_at: new Date().toISOString(), sdk: __VERSION__ });
    return fetch(url, { method: "POST", body: `${head.slice(0, -1)},"events":[${texts.join()}]}`, credentials: "omit", ...more });
  };

  const load = async (): Promise<void> => {
    sender = (await options.sender())?.openSender({ ...options, name, own, database, post });
    timer = 0;
  };

  /** Soon, but after whatever the page is busy with now, such as the first step of a guide. */
  const send = (): void => {
    if (sender) sender.wake(SOON);
    else timer ||= setTimeout(load, SOON);
  };

  // The page may be about to go: the browser sends these even after it has gone; answered or not, they stay stored.
  addEventListener("pagehide", () => {
    const texts = first([...own.values()], LAST_CHARACTERS);
    if (texts[0]) post(texts, { keepalive: true }).catch(() => {});
  });
  send();
  return {
    add(id, event) {
      const text = textOf(event);
      own.set(id, text);
      void change(database, (events) => events.put(text, id))
        .catch(() => (sender ? sender.keep(id, text) : load()))
        .then(send);
    },
    clear() {
      own.clear();
      void change(database, (events) => events.clear()).catch(() => sender?.clear());
    },
  };
}

/** As many of the first as may travel together. */
export function first(texts: string[], characters: number): string[] {
  return texts.slice(0, BATCH).filter((text) => (characters -= text.length) > 0);
}
