/** Offers a guide with a trigger `struggles` once the person does: politely, when they pause, and once for each trouble. */
import type { DeliveredGuide } from "../steps/contract";
import type { Stop } from "../steps/element";
import { detect, visited } from "./detector";
import { signCounter, tryCounter, type Sign, type Wanted } from "./signs";
import type { World } from "./world";

/** Milliseconds without a key or a click before anything is offered. */
const PAUSE = 1500;

export interface Rescue {
  /** Whether the person struggles enough for this guide now. */
  isCalled(guide: DeliveredGuide): boolean;
  /** The guide has begun: the trouble is answered. */
  answered(guide: string): void;
  routed(): void;
  stop: Stop;
}

export function openRescue(world: () => World, records: boolean): Rescue {
  const signs = signCounter();
  const steps = tryCounter<string>();
  const called = new Set<string>();
  const off = new AbortController();
  let busy = performance.now();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** The last guide that played, with the step the person was at. */
  let at: Record<string, unknown> = {};

  const rescuers = (): DeliveredGuide[] => world().answer.guides.filter(({ trigger }) => trigger.struggles);

  const note = (sign: Sign): void => {
    signs.note(sign, performance.now());
    consider();
  };

  /** Waits until the person pauses, then lets the guides that fit begin. */
  const consider = (): void => {
    clearTimeout(waiting);
    const now = performance.now();
    const wanted = rescuers().filter((guide) => fits(guide, now));
    if (!wanted.length) return;
    if (now - busy < PAUSE) {
      waiting = setTimeout(consider, PAUSE - (now - busy) + 50);
      return;
    }
    const { playing, halt, look } = world();
    for (const { key, trigger } of wanted) {
      called.add(key);
      const failing = trigger.struggles!.instead_of;
      // The guide that is failed at gives way to its rescue; its run stays where it is.
      if (failing && playing.has(failing)) halt(failing);
    }
    signs.forget();
    look();
  };

  const fits = ({ key, trigger: { struggles, page } }: DeliveredGuide, now: number): boolean =>
    !called.has(key) && world().isAt(page) && signs.isEnough(struggles as Wanted, now) && (!struggles!.instead_of || struggles!.instead_of === at["guide"]);

  const undetect = detect({
    sign: note,
    tell: (type, props) => (records || rescuers().length) && world().journal.tell(type, props, world().playing.has(String(at["guide"])) ? at : {}),
  });
  const onStep = (event: Record<string, unknown>): void => {
    const { run, guide, version, step } = event;
    at = { run, guide, version, step };
    const key = `${String(guide)}/${String(step)}`;
    if (event["type"] === "step_failed") steps.failed(key);
    else if (steps.tried(key, performance.now())) note("repeated_tries");
  };
  const unlisten = ["step_seen", "step_failed"].map((type) => world().journal.on(type, onStep));
  for (const name of ["keydown", "pointerdown"]) addEventListener(name, () => (busy = performance.now()), { capture: true, passive: true, signal: off.signal });

  return {
    isCalled: ({ key }) => called.has(key),
    answered(guide) {
      called.delete(guide);
      signs.forget();
    },
    routed() {
      if (visited(location.pathname, Date.now())) note("back_and_forth");
    },
    stop() {
      undetect();
      off.abort();
      clearTimeout(waiting);
      unlisten.forEach((stop) => stop());
    },
  };
}
