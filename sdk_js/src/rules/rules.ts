/** `dist/rules.js`: limits, schedules that end, events and links that start guides, and rescue. Loaded only where the answer asks for it. */
import type { DeliveredGuide } from "../steps/contract";
import type { Stop } from "../steps/element";
import { interrupts, isAllowed, lately, type Starts } from "./limits";
import { openRescue, type Rescue } from "./rescue";
import { startByLink } from "./link";
import type { World } from "./world";

/** Browsers call timers at once that are further away. */
const LONGEST = 2 ** 31 - 1;

let world: World;
let rescue: Rescue | undefined;
let stops: Stop[] = [];
const heard = new Set<string>();

/** Takes a new answer; what it returns says whether a guide may begin by itself now. */
export function obey(given: World): (guide: DeliveredGuide) => boolean {
  world = given;
  for (const stop of stops) stop();
  const { guides, settings } = world.answer;
  stops = [listenForStarts(), ...guides.map(closeInTime), ...guides.map(listenForEvent)];
  const records = !!settings.notices_frustration;
  if (records || guides.some(({ trigger }) => trigger.struggles)) rescue ??= openRescue(() => world, records);
  else {
    rescue?.stop();
    rescue = undefined;
  }
  if (world.answer.start) startByLink(world.answer.start, world.begin);
  return mayBegin;
}

function mayBegin(guide: DeliveredGuide): boolean {
  const { answer, memory } = world;
  const { struggles, event } = guide.trigger;
  rescue?.routed();
  if (struggles && !rescue?.isCalled(guide)) return false;
  if (event && !heard.has(event)) return false;
  const { limits } = answer.settings;
  const told = Object.entries((answer.starts ?? {}) as Starts).map(([run, [at, group]]) => [run, [at * 1000, group]] as const);
  return !limits || isAllowed(guide, limits, { ...(Object.fromEntries(told) as Starts), ...memory.read().starts }, Date.now());
}

/** However it was started, a guide that interrupts counts. */
function listenForStarts(): Stop {
  return world.journal.on("guide_started", ({ run, guide }) => {
    const begun = world.answer.guides.find(({ key }) => key === guide);
    rescue?.answered(String(guide));
    if (begun?.trigger.event) heard.delete(begun.trigger.event);
    if (!begun || !interrupts(begun.kind)) return;
    const now = Date.now();
    const starts = lately(world.memory.read().starts ?? {}, now);
    world.memory.write({ starts: { ...starts, [String(run)]: [now, begun.frequency.group ?? null] } });
  });
}

/** A page that stays open past the end of a schedule stops. The clock of the server counts. */
function closeInTime({ key, trigger: { until } }: DeliveredGuide): Stop {
  if (!until) return () => {};
  const { answer } = world;
  const left = (until - answer.server_time) * 1000;
  const timer = setTimeout(() => {
    answer.guides = answer.guides.filter((guide) => guide.key !== key);
    world.halt(key);
    world.look();
  }, Math.min(Math.max(0, left), LONGEST));
  return () => clearTimeout(timer);
}

function listenForEvent({ trigger: { event } }: DeliveredGuide): Stop {
  return event ? world.journal.on(event, () => (heard.add(event), setTimeout(() => world.look()))) : () => {};
}
