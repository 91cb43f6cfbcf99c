/** How much of guides one person meets (`guides/limits.py`). Pure: what began when, and what time it is. */
import type { SessionAnswer } from "../contract.gen";
import type { DeliveredGuide } from "../steps/contract";

export type Limits = NonNullable<SessionAnswer["settings"]["limits"]>;
/** Run → milliseconds since the epoch and the group of a guide that interrupted. */
export type Starts = Record<string, [at: number, group: string | null]>;
type Limit = Omit<Limits, "groups">;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Whether guides of the kind take the person's attention; only they are counted and held back. */
export function interrupts(kind: string): boolean {
  return /^(walk|announ|survey)/.test(kind);
}

/** Whether the guide may begin by itself now. */
export function isAllowed({ kind, frequency }: Pick<DeliveredGuide, "kind" | "frequency">, limits: Limits, starts: Starts, now: number): boolean {
  const { group, ignores_limits } = frequency;
  if (ignores_limits || !interrupts(kind)) return true;
  const all = Object.values(starts);
  const shared = group ? limits.groups?.[group] : undefined;
  return isWithin(limits, all, now) && (!shared || isWithin(shared, all.filter(([, other]) => other === group), now));
}

function isWithin({ per_day, per_week, gap_minutes }: Limit, starts: Starts[string][], now: number): boolean {
  const within = (span: number): number => starts.filter(([at]) => now - at < span).length;
  return !(per_day && within(DAY) >= per_day) && !(per_week && within(7 * DAY) >= per_week) && !(gap_minutes && within(gap_minutes * MINUTE));
}

/** What is still worth remembering. */
export function lately(starts: Starts, now: number): Starts {
  return Object.fromEntries(Object.entries(starts).filter(([, [at]]) => now - at < 7 * DAY));
}
