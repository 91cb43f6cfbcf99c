/**
 * The snippet's end of the queue. Until the rest of it has come (`queue.ts`, a part), events are kept in the browser's memory
 * of this key, where the next page finds them if this one dies before.
 */
import type { Memory } from "../runtime/memory";
import type { EventQueue } from "./queue";

const EVENT_CHARACTERS = 30_000;
/** More events than this before the queue has come are not kept. */
const MOST = 200;

export function openWriter({ read, write }: Memory, load: () => Promise<EventQueue | undefined>): EventQueue {
  let queue: EventQueue | undefined;
  const writer: EventQueue = {
    add(id, text) {
      if (queue) queue.add(id, text);
      else write({ early: [...(read().early ?? []), [id, text] as [string, string]].slice(-MOST) });
    },
    clear() {
      write({ early: [] });
      queue?.clear();
    },
  };
  void load().then((loaded) => {
    queue = loaded;
    const { early } = read();
    if (!queue || !early?.[0]) return;
    for (const event of early) queue.add(...event);
    write({ early: [] });
  });
  return writer;
}

/** An event's JSON, no longer than the collector accepts. */
export function textOf(event: object): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(event);
  } catch {
    // a cycle, or a value JSON has no form for
  }
  return text && text.length < EVENT_CHARACTERS ? text : JSON.stringify({ ...event, props: { unsendable: true } });
}
