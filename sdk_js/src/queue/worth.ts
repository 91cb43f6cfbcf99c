/** What is kept when too much waits. */
import type { Stored } from "./store";

const MOST = 1000;
const MOST_CHARACTERS = 5_000_000;
/** Told by the snippet itself, often, and worth little alone. */
const CHEAP = /^.{0,120}?"type":"(page_viewed|session_started|feature_used|rage_clicked|dead_clicked|error_seen)"/;
const DEAR = /"guide":"|"type":"(person_identified|account_grouped|events_lost)"/;

function worth(text: string): number {
  return DEAR.test(text) ? 2 : CHEAP.test(text) ? 0 : 1;
}

/** Ids of those to give up, the oldest of the least worth first. */
export function excess(waiting: Stored[]): string[] {
  let characters = waiting.reduce((sum, [, text]) => sum + text.length, 0);
  let count = waiting.length;
  if (count <= MOST && characters <= MOST_CHARACTERS) return [];
  const ids: string[] = [];
  for (const [id, text] of [...waiting].sort((a, b) => worth(a[1]) - worth(b[1]))) {
    // One more than needed, since the loss is told by an event.
    if (count < MOST && characters <= MOST_CHARACTERS) break;
    ids.push(id);
    count--;
    characters -= text.length;
  }
  return ids;
}

/** The first of them that make up one batch. */
export function first(waiting: Stored[], most: number, bytes: number): Stored[] {
  return waiting.slice(0, most).filter(([, text], index) => (bytes -= size(text)) > 0 || !index);
}

const encoder = new TextEncoder();

/** Bytes on the wire. */
export function size(text: string): number {
  return encoder.encode(text).length;
}
