/** What happened, told twice: to the queue for the server, and to whoever listens on the page. */
import type { EventQueue } from "../queue/queue";
import { uuid7 } from "../queue/uuid";
import type { Stop } from "../steps/element";
import type { Listener, Traits } from "./api";
import type { Memory, Remembered } from "./memory";

/** Minutes of silence after which the person's next act begins another session. */
const SESSION_ENDS = 30;
const MINUTE = 60_000;

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
    if (known && now - known.at < MINUTE) return known;
    const goesOn = known && now - known.at < SESSION_ENDS * MINUTE;
    const current = goesOn ? { ...known, at: now } : { id: uuid7(), began: now, at: now };
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
    if (consent ?? !("globalPrivacyControl" in navigator && navigator.globalPrivacyControl)) queue.add(event.id, event);
    const names = [type, /^step_(acted|verified)$/.test(type) && "step_completed"];
    for (const [name, heard] of [...listeners]) if (names.includes(name)) quietly(() => heard(event));
  };

  const on: Journal["on"] = (name, heard) => {
    const entry: [string, Listener] = [name, heard];
    listeners.add(entry);
    return () => listeners.delete(entry);
  };
  return { session, tell, on };
}

/** What the host page gave us to call may throw: that must not stop a guide. */
function quietly(call: () => void): void {
  try {
    call();
  } catch (error) {
    console.error(error);
  }
}
