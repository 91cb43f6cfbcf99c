/** Two authors on one guide: what each changed, put together; where both changed the same, one of them has to be chosen. */
import { stepOf, stepsOf, type Guide, type Step } from "./draft";

export interface Sides {
  /** What this tab had saved last, and how it is now. */
  mine: { before: Guide; now: Guide };
  /** The same draft as the server answered it, and what the other author made of it. */
  theirs: { before: Guide; now: Guide };
}

export type Side = "mine" | "theirs";

/** The same thing, changed by both authors and not alike. */
export interface Clash {
  /** `name`; `steps`: their order; `steps.KEY`: one took away what the other changed; `steps.KEY.content`. */
  where: string;
  /** The step it is about. */
  step: string | null;
  /** The setting, or the part of the step; null: the step itself, or the order. */
  part: string | null;
  /** Undefined: not there. */
  mine: unknown;
  theirs: unknown;
}

export interface Merged {
  /** Both authors' changes; of what is not chosen yet, mine. */
  guide: Guide;
  /** What is still to be chosen. */
  clashes: Clash[];
}

/** `chosen`: by the place of a clash, whose it is to be; `otherwise`: whose the others are to be, when they are not asked about. */
export function merge(sides: Sides, chosen: Record<string, Side> = {}, otherwise?: Side): Merged {
  const clashes: Clash[] = [];
  const choose: Choose = (clash) => {
    const side = chosen[clash.where] ?? otherwise;
    if (!side) clashes.push(clash);
    return side ?? "mine";
  };
  const all = [sides.mine.before, sides.mine.now, sides.theirs.before, sides.theirs.now];
  const settings = fieldwise(all.map(withoutSteps) as Four<Fields>, null, choose);
  const steps = mergedSteps(sides, choose);
  return { guide: { ...settings, steps } as unknown as Guide, clashes };
}

type Choose = (clash: Clash) => Side;
type Fields = Record<string, unknown>;
/** Before and now, of mine and then of theirs. */
type Four<T> = [before: T, now: T, theirBefore: T, theirNow: T];

const withoutSteps = ({ steps: _, ...rest }: Guide): Fields => rest;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function fieldwise([before, now, theirBefore, theirNow]: Four<Fields>, step: string | null, choose: Choose): Fields {
  const made: Fields = {};
  for (const part of new Set([...Object.keys(now), ...Object.keys(theirNow)])) {
    const [mine, theirs] = [now[part], theirNow[part]];
    const iChanged = !same(before[part], mine);
    const quarrel = iChanged && !same(theirBefore[part], theirs) && !same(mine, theirs);
    const isMine = quarrel ? choose({ where: step === null ? part : `steps.${step}.${part}`, step, part, mine, theirs }) === "mine" : iChanged;
    const value = isMine ? mine : theirs;
    if (value !== undefined) made[part] = value;
  }
  return made;
}

function mergedSteps({ mine, theirs }: Sides, choose: Choose): Step[] {
  const made = new Map<string, Step>();
  for (const key of new Set([...keys(mine.now), ...keys(theirs.now)])) {
    const step = mergedStep(key, [mine.before, mine.now, theirs.before, theirs.now].map((guide) => stepOf(guide, key)) as Four<Step | undefined>, choose);
    if (step) made.set(key, step);
  }
  return mergedOrder(keys(mine.before), keys(mine.now), keys(theirs.now), choose).flatMap((key) => made.get(key) ?? []);
}

/** Part by part: a button's label that follows from the order of the steps is no quarrel about the words. */
function mergedStep(key: string, [before, now, theirBefore, theirNow]: Four<Step | undefined>, choose: Choose): Step | undefined {
  if (same(before, now)) return theirNow;
  if (same(theirBefore, theirNow)) return now;
  if (now && theirNow) return fieldwise([before ?? {}, now, theirBefore ?? {}, theirNow] as Four<Fields>, key, choose) as unknown as Step;
  return choose({ where: `steps.${key}`, step: key, part: null, mine: now, theirs: theirNow }) === "mine" ? now : theirNow;
}

const keys = (guide: Guide): string[] => stepsOf(guide).map(({ key }) => key);

/** All steps of both, in the order of whoever moved some; new ones of the other's behind the step they stand behind there. */
function mergedOrder(before: string[], mine: string[], theirs: string[], choose: Choose): string[] {
  const shared = (order: string[]): string[] => order.filter((key) => mine.includes(key) && theirs.includes(key));
  const iMoved = !same(shared(before), shared(mine));
  const quarrel = iMoved && !same(shared(before), shared(theirs)) && !same(shared(mine), shared(theirs));
  const isMine = quarrel ? choose({ where: "steps", step: null, part: null, mine, theirs }) === "mine" : iMoved;
  const [order, others] = isMine ? [[...mine], theirs] : [[...theirs], mine];
  for (const [place, key] of others.entries()) if (!order.includes(key)) order.splice(order.indexOf(others[place - 1] ?? "") + 1, 0, key);
  return order;
}
