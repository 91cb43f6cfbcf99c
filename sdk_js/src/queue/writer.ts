/**
 * The snippet's end of the queue. Until the rest of it has come (`queue.ts`, a part), events are kept in the browser's memory
 * of this key, where the next page finds them if this one goes before.
 */
import type { Memory } from "../runtime/memory";
import type { EventQueue } from "./queue";
import type { Stored } from "./store";

const EVENT_CHARACTERS = 30_000;
/** More events than this before the queue has come are not kept. */
const MOST = 200;

/** Milliseconds after which a queue that could not be had is tried again. */
const AGAIN = 60_000;

/** What this page did before the queue had come: two tabs that write their memory at once may drop what the other wrote. */
export interface Before {
  mine: Stored[];
  /** The page asked to forget what was there. */
  forgot?: boolean;
}

/** `open`: answers nothing when the queue cannot be had now. */
export function openWriter({ read, write }: Memory, open: (before: Before) => Promise<EventQueue | undefined>): EventQueue {
  const before: Before = { mine: [] };
  let queue: EventQueue | undefined;
  const come = async (): Promise<void> => {
    queue = await open(before);
    if (!queue) setTimeout(come, AGAIN);
  };
  void come();
  return {
    add(...event) {
      if (queue) return queue.add(...event);
      before.mine = [...before.mine, event].slice(-MOST);
      write({ early: [...(read().early ?? []), event].slice(-MOST) });
    },
    clear() {
      write({ early: (before.mine = []) });
      before.forgot = true;
      queue?.clear();
    },
  };
}

/** An event's JSON, no longer than the collector accepts; nothing on pages that broke JSON itself. */
export function textOf(event: object): string | undefined {
  for (const instead of [{}, { props: { unsendable: true } }]) {
    try {
      const text = JSON.stringify({ ...event, ...instead });
      if (text.length < EVENT_CHARACTERS) return text;
    } catch {
      // a cycle, or a value JSON has no form for
    }
  }
  return undefined;
}
