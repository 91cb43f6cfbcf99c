/** How alike two pieces of evidence are: 0 to 1. */
import { fold } from "./words";

/** Share of common letter pairs (Dice), on folded words. */
export function wordsAlike(a: string, b: string): number {
  const x = fold(a);
  const y = fold(b);
  if (x === y) return 1;
  if (x.length < 2 || y.length < 2) return 0;
  const pairs = new Map<string, number>();
  for (let i = 1; i < x.length; i++) count(pairs, x.slice(i - 1, i + 1), 1);
  let common = 0;
  for (let i = 1; i < y.length; i++) {
    const pair = y.slice(i - 1, i + 1);
    if ((pairs.get(pair) ?? 0) > 0) common++, count(pairs, pair, -1);
  }
  return (2 * common) / (x.length + y.length - 2);
}

function count(pairs: Map<string, number>, pair: string, by: number): void {
  pairs.set(pair, (pairs.get(pair) ?? 0) + by);
}

/** Share of `expected` that `actual` has too. */
export function share<T>(expected: readonly T[], actual: readonly T[]): number {
  return expected.length ? expected.filter((e) => actual.includes(e)).length / expected.length : 0;
}

/** Likeness of two path steps such as "div.toolbar:2"; `place` counts the place among siblings too. */
export function stepAlike(a: string, b: string, place: boolean): number {
  if (a === b) return 1;
  const [nameA, placeA] = split(a);
  const [nameB, placeB] = split(b);
  if (place && placeA !== placeB) return 0;
  if (nameA === nameB) return 1;
  const tokensA = nameA.split(/[.#]/);
  const tokensB = nameB.split(/[.#]/);
  const common = share(tokensA, tokensB);
  return tokensA.length > 1 || tokensB.length > 1 ? common * 0.8 : 0;
}

function split(step: string): [string, string] {
  const at = step.lastIndexOf(":");
  return [step.slice(0, at), step.slice(at)];
}

/** Best alignment of two paths, nearer steps weighing more; wrappers put in between cost little. */
export function pathAlike(a: readonly string[], b: readonly string[], place: boolean): number {
  if (!a.length) return b.length ? 0 : 1;
  let row = new Array<number>(b.length + 1).fill(0);
  for (let i = a.length - 1; i >= 0; i--) {
    const next = row;
    row = new Array<number>(b.length + 1).fill(0);
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = Math.max(next[j]!, row[j + 1]!, next[j + 1]! + stepAlike(a[i]!, b[j]!, place) * weight(i));
    }
  }
  return row[0]! / a.reduce((sum, _, i) => sum + weight(i), 0);
}

const weight = (depth: number): number => 1 / (1 + depth * 0.5);
