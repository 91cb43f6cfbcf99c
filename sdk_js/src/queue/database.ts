/** Where events wait: IndexedDB, which outlives a killed browser. Keys are the events' ids, which sort by time; values their texts. */

const STORE = "events";

export function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}

/** Resolves when the database has it. */
export async function change<T>(database: Promise<IDBDatabase>, work: (events: IDBObjectStore) => T): Promise<T> {
  const transaction = (await database).transaction(STORE, "readwrite", { durability: "relaxed" });
  const result = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = reject;
  });
}
