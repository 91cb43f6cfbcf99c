/** What happened, told twice: to the queue for the server, and to whoever listens on the page. */
import type { EventQueue } from "../queue/queue";
import { uuid7 } from "../queue/uuid";
import { textOf } from "../queue/writer";
import type { Stop } from "../steps/element";
import type { Listener, Traits } from "./api";
import type { Memory, Remembered } from "./memory";

/** Milliseconds of silence after which the person's next act begins another session. */
const SESSION_ENDS = 30 * 60_000;

export interface Journal {
  session(): NonNullable<Remembered["session"]>;
  /** `about`: the run, guide, version and step it belongs to. */
  tell(type: string, props?: Traits, about?: Traits): void;
  on(name: string, heard: Listener): Stop;
}

export function openJournal(memory: Memory, queue: EventQueue): Journal {
  const listeners = new Set<[string, Listener]>();

  const session: Journal["session"] = () => {
    const now = Date.now();
    const known = memory.read().session;
    const goesOn = known && now - known.at < SESSION_ENDS;
    const current = { ...(goesOn ? known : { id: uuid7(), began: now }), at: now };
    memory.write({ session: current });
    if (!goesOn) tell("session_started");
    return current;
  };

  const tell: Journal["tell"] = (type, props = {}, about = {}) => {
    const { person, anonymous, account, consent } = memory.read();
    const event = {
      id: uuid7(),
      type,
      at: new Date().toISOString(),
      person,
      anonymous_id: anonymous,
      account,
      session: session().id,
      // Queries may hold secrets of the page; routes behind a hash are pages.
      url: location.origin + location.pathname + (location.hash.startsWith("#/") ? location.hash : ""),
      ...about,
      props,
    };
    const text = (consent ?? !(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) && textOf(event);
    if (text) queue.add(event.id, text);
    const other = /^step_(acted|verified)$/.test(type) && "step_completed";
    for (const [name, heard] of [...listeners]) {
      try {
        if (name === type || name === other) heard(event);
      } catch (error) {
        // What the page gave us to call may throw: that must not stop a guide.
        console.error(error);
      }
    }
  };

  const on: Journal["on"] = (name, heard) => {
    const entry: [string, Listener] = [name, heard];
    listeners.add(entry);
    return () => listeners.delete(entry);
  };
  return { session, tell, on };
}
