/** Signs that somebody struggles, counted. Pure: clicks, pages and tries come in with their times, in milliseconds. */
export type Sign = "repeated_tries" | "rage_clicks" | "dead_clicks" | "error_shown" | "back_and_forth";

const RAGE = { clicks: 3, within: 1000, pixels: 30 };
const TRIES = { times: 3, within: 120_000 };
const BETWEEN = { pages: 4, within: 60_000 };
const REMEMBERED = 120_000;
/** Signs it takes, by how soon help should come. */
const NEEDED = { low: 3, normal: 2, high: 1 };

/** Answers, for each click, whether it makes a burst: at least three, each within a second and 30 pixels of the one before. */
export function rageCounter(): (x: number, y: number, at: number) => boolean {
  let last = [0, 0, -Infinity];
  let count = 0;
  return (x, y, at) => {
    const [px, py, before] = last as [number, number, number];
    const goesOn = at - before < RAGE.within && Math.hypot(x - px, y - py) < RAGE.pixels;
    last = [x, y, at];
    count = goesOn ? count + 1 : 1;
    return count === RAGE.clicks;
  };
}

/** Counts tries of each thing; answers whether it is the third in two minutes of which at least one failed. */
export function tryCounter<K extends object | string>(): { tried(what: K, at: number): boolean; failed(what: K): void } {
  const tries = new Map<K, { times: number[]; failed: boolean }>();
  const of = (what: K): { times: number[]; failed: boolean } => tries.get(what) ?? tries.set(what, { times: [], failed: false }).get(what)!;
  return {
    tried(what, at) {
      const entry = of(what);
      entry.times = [...entry.times.filter((time) => at - time < TRIES.within), at];
      if (tries.size > 50) tries.delete(tries.keys().next().value!);
      return entry.failed && entry.times.length >= TRIES.times;
    },
    failed: (what) => void (of(what).failed = true),
  };
}

export type Visit = [path: string, at: number];

/** Whether the person went from one page to another and back, twice, within a minute. */
export function isBackAndForth(visits: Visit[]): boolean {
  const [a, b, c, d] = visits.slice(-BETWEEN.pages);
  return !!(a && b && c && d) && a[0] === c[0] && b[0] === d[0] && a[0] !== b[0] && d[1] - a[1] < BETWEEN.within;
}

export interface Wanted {
  signs?: Sign[];
  sensitivity?: "low" | "normal" | "high";
}

/** Remembers signs for two minutes; a burst of clicks weighs as two. */
export function signCounter(): { note(sign: Sign, at: number): void; isEnough(wanted: Wanted, at: number): boolean; forget(): void } {
  let seen: [Sign, number][] = [];
  return {
    note: (sign, at) => void (seen = [...seen.slice(-20), [sign, at]]),
    isEnough({ signs, sensitivity = "normal" }, at) {
      const weights = seen.filter(([sign, time]) => at - time < REMEMBERED && (!signs?.length || signs.includes(sign)));
      return weights.reduce((sum, [sign]) => sum + (sign === "rage_clicks" ? 2 : 1), 0) >= NEEDED[sensitivity];
    },
    forget: () => void (seen = []),
  };
}
