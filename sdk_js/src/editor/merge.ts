/** Two authors on one guide: what each changed, put together, where they did not change the same. */
import { stepsOf, type Guide, type Step } from "./draft";

export interface Sides {
  /** What this tab had saved last, and how it is now. */
  mine: { before: Guide; now: Guide };
  /** The same draft as the server answered it, and what the other author made of it. */
  theirs: { before: Guide; now: Guide };
}

/** The guide with both authors' changes; null when they changed the same part of a step, setting or order differently. */
export function merged({ mine, theirs }: Sides): Guide | null {
  const settings = fieldwise(withoutSteps(mine.before), withoutSteps(mine.now), withoutSteps(theirs.before), withoutSteps(theirs.now));
  const steps = mergedSteps(mine, theirs);
  return settings && steps && ({ ...settings, steps } as unknown as Guide);
}

type Fields = Record<string, unknown>;

const withoutSteps = ({ steps: _, ...rest }: Guide): Fields => rest;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function fieldwise(before: Fields, now: Fields, theirBefore: Fields, theirNow: Fields): Fields | null {
  const made: Fields = {};
  for (const name of new Set([...Object.keys(now), ...Object.keys(theirNow)])) {
    const iChanged = !same(before[name], now[name]);
    const theyChanged = !same(theirBefore[name], theirNow[name]);
    if (iChanged && theyChanged && !same(now[name], theirNow[name])) return null;
    const value = iChanged ? now[name] : theirNow[name];
    if (value !== undefined) made[name] = value;
  }
  return made;
}

function mergedSteps(mine: Sides["mine"], theirs: Sides["theirs"]): Step[] | null {
  const order = mergedOrder(keys(mine.before), keys(mine.now), keys(theirs.now));
  if (!order) return null;
  const made: Step[] = [];
  for (const key of new Set([...order, ...keys(mine.now), ...keys(theirs.now)])) {
    const [before, now, theirBefore, theirNow] = [mine.before, mine.now, theirs.before, theirs.now].map((guide) => stepsOf(guide).find((step) => step.key === key));
    const step = mergedStep(before, now, theirBefore, theirNow);
    if (step === null) return null;
    if (step && order.includes(key)) made.push(step);
  }
  return made;
}

/** Part by part: a button's label that follows from the order of the steps is no quarrel about the words. */
function mergedStep(before?: Step, now?: Step, theirBefore?: Step, theirNow?: Step): Step | null | undefined {
  if (same(before, now)) return theirNow;
  if (same(theirBefore, theirNow)) return now;
  // One removed what the other changed.
  if (!before || !now || !theirBefore || !theirNow) return null;
  return fieldwise(before as unknown as Fields, now as unknown as Fields, theirBefore as unknown as Fields, theirNow as unknown as Fields) as Step | null;
}

const keys = (guide: Guide): string[] => stepsOf(guide).map(({ key }) => key);

/** Where only one of both changed which steps there are, or their order. */
function mergedOrder(before: string[], mine: string[], theirs: string[]): string[] | null {
  if (same(before, mine)) return theirs;
  return same(before, theirs) || same(mine, theirs) ? mine : null;
}
