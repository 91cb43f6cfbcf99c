/** Where events wait: IndexedDB, which outlives a killed browser; else localStorage. What neither takes, the page holds. */

/** An event as it will be sent: its id, which sorts by time, and its JSON text. */
export type Stored = [id: string, text: string];

/** Every call may fail: storage is full, blocked or was cleared. */
export interface EventStore {
  put(id: string, text: string): Promise<unknown>;
  /** The oldest first. */
  all(): Promise<Stored[]>;
  remove(ids: string[]): Promise<unknown>;
  clear(): Promise<unknown>;
}

/** Milliseconds after which a database that does not open is given up. */
const OPENS_WITHIN = 3000;
/** localStorage is small and the page's own. */
const TEXT_CHARACTERS = 300_000;

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
    setTimeout(reject, OPENS_WITHIN);
  });
}

function inDatabase(database: IDBDatabase): EventStore {
  const work = <T>(mode: IDBTransactionMode, does: (events: IDBObjectStore) => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction("events", mode, { durability: "relaxed" });
      const result = does(transaction.objectStore("events"));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = reject;
      // Now, since the page may go before the browser finds that nothing follows: then it would undo the work.
      transaction.commit();
    });
  database.onversionchange = () => database.close();
  return {
    put: (id, text) => work("readwrite", (events) => events.put(text, id)),
    remove: (ids) => work("readwrite", (events) => ids.forEach((id) => events.delete(id))),
    clear: () => work("readwrite", (events) => events.clear()),
    all: async () => {
      const [keys, texts] = await work("readonly", (events) => [events.getAllKeys(), events.getAll()] as const);
      return (keys.result as string[]).map((id, index) => [id, texts.result[index] as string]);
    },
  };
}

/** All in one text under one name. */
function inText(name: string): EventStore {
  const read = (): Record<string, string> => JSON.parse(localStorage.getItem(name) ?? "{}") as Record<string, string>;
  const write = (events: Record<string, string>): void => {
    const text = JSON.stringify(events);
    if (text.length > TEXT_CHARACTERS) throw new Error("full");
    localStorage.setItem(name, text);
  };
  return {
    put: async (id, text) => write({ ...read(), [id]: text }),
    remove: async (ids) => write(Object.fromEntries(Object.entries(read()).filter(([id]) => !ids.includes(id)))),
    clear: async () => localStorage.removeItem(name),
    all: async () => Object.entries(read()).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}
