/** Where events wait: IndexedDB, which outlives a killed browser; else localStorage; else memory. */

/** An event as it will be sent: its id, which sorts by time, and its JSON text. */
export type Stored = [id: string, text: string];

export interface EventStore {
  put(id: string, text: string): Promise<unknown>;
  /** The oldest first. */
  all(): Promise<Stored[]>;
  remove(ids: string[]): Promise<unknown>;
}

export async function openStore(name: string): Promise<EventStore> {
  try {
    return inDatabase(await opened(name));
  } catch {
    return inText(name);
  }
}

function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("events");
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}

function inDatabase(database: IDBDatabase): EventStore {
  const change = <T>(work: (events: IDBObjectStore) => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction("events", "readwrite", { durability: "relaxed" });
      const result = work(transaction.objectStore("events"));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = reject;
    });
  return {
    put: (id, text) => change((events) => events.put(text, id)),
    remove: (ids) => change((events) => ids.forEach((id) => events.delete(id))),
    all: () =>
      change((events) => [events.getAllKeys(), events.getAll()] as const).then(([keys, texts]) =>
        (keys.result as string[]).map((id, index) => [id, texts.result[index] as string]),
      ),
  };
}

/** All in one text under one name. */
function inText(name: string): EventStore {
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
    all: () => change(() => {}).then(() => Object.entries(copy).sort()),
  };
}
