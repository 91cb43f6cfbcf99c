/** Finding the element again: the first evidence, then the scoring. */
import type { Descriptor } from "./descriptor";
import { locateFast } from "./first";
import { stepInside, type Root } from "./roots";
import { rank, type Scored } from "./score";
import { THRESHOLD } from "./weights";

/** The element a descriptor means, or null when it is not there or nothing is sure enough. */
export function locate(descriptor: Descriptor, root: Root): Element | null {
  const first = locateFast(descriptor, root);
  return first === undefined ? choose(descriptor, rank(descriptor, root)) : first;
}

/** The best candidate when it is likelier than the threshold; with `mode: "any"` its equals speak for it, not against. */
export function choose(descriptor: Descriptor, ranked: Scored[]): Element | null {
  const best = ranked[0];
  if (!best) return null;
  const chance = descriptor.mode === "any" ? equals(ranked).reduce((sum, s) => sum + s.chance, 0) : best.chance;
  return chance >= THRESHOLD ? stepInside(best.element, descriptor.inside) : null;
}

const NEARLY = 1;

/** The candidates that fit about as well as the best. */
export function equals(ranked: Scored[]): Scored[] {
  return ranked.filter((s) => s.score > ranked[0]!.score - NEARLY);
}
