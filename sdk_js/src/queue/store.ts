/** What waits to be sent: in IndexedDB; where that is blocked in localStorage; else in memory. */
import { change } from "./database";

/** An event as it will be sent: its id, which sorts by time, and its JSON text. */
export type Stored = [id: string, text: string];

export interface EventStore {
  put(id: string, text: string): Promise<unknown>;
  /** The oldest first. */
  all(): Promise<Stored[]>;
  remove(ids: string[]): Promise<unknown>;
  clear(): Promise<unknown>;
}

export function inDatabase(database: Promise<IDBDatabase>): EventStore {
  return {
    put: (id, text) => change(database, (events) => events.put(text, id)),
    remove: (ids) => change(database, (events) => ids.forEach((id) => events.delete(id))),
    clear: () => change(database, (events) => events.clear()),
    all: () =>
      change(database, (events) => [events.getAllKeys(), events.getAll()] as const).then(([keys, texts]) =>
        (keys.result as string[]).map((id, index) => [id, texts.result[index] as string]),
      ),
  };
}

/** All in one text under one name. */
export function inText(name: string): EventStore {
  let copy: Record<string, string> = {};
  const change = (work: () => void): Promise<void> => {
    try {
      copy = (JSON.parse(localStorage.getItem(name)!) as typeof copy | null) ?? copy;
    } catch {
      // blocked or broken: memory
    }
    work();
    try {
      localStorage.setItem(name, JSON.stringify(copy));
    } catch {
      // blocked or full: memory
    }
    return Promise.resolve();
  };
  return {
    put: (id, text) => change(() => (copy[id] = text)),
    remove: (ids) => change(() => ids.forEach((id) => delete copy[id])),
    clear: () => change(() => (copy = {})),
    all: () => change(() => {}).then(() => Object.entries(copy).sort()),
  };
}
