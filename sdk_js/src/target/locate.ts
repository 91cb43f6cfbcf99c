/** Finding the element again: the first evidence, then the scoring. */
import { onTheWay } from "./alike";
import type { Descriptor } from "./descriptor";
import { locateFast } from "./first";
import { stepInside, type Root } from "./roots";
import { rank, type Scored } from "./score";
import { MARGIN } from "./weights";

/**
 * The element a descriptor means, or null when it is not there or nothing is sure enough. `path`: an event's way through the
 * page; with `mode: "any"`, what lies on it and fits as well is the one.
 */
export function locate(descriptor: Descriptor, root: Root, path?: EventTarget[]): Element | null {
  const first = locateFast(descriptor, root);
  const found = first === undefined ? choose(descriptor, rank(descriptor, root)) : first;
  return found && path && descriptor.mode === "any" ? onTheWay(descriptor, found, path, root) : found;
}

/** The best candidate, when it is likelier than not, clearly ahead of the next, and more than what stands in the old place of another language's list; with `mode: "any"`, the first of its equals. */
export function choose(descriptor: Descriptor, ranked: Scored[]): Element | null {
  const best = ranked[0];
  if (!best || best.score < 0 || (best.features["nothing of its own"] ?? 0) > 0.5) return null;
  if (descriptor.mode === "any") return stepInside(firstOf(equals(ranked)), descriptor.inside);
  return ahead(ranked) >= MARGIN ? stepInside(best.element, descriptor.inside) : null;
}

/** The first in the order of the page. */
function firstOf(scored: Scored[]): Element {
  const before = (a: Element, b: Element): boolean => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return scored.map((s) => s.element).reduce((first, e) => (before(first, e) ? e : first));
}

/** How far the best is ahead of the next that is neither inside nor around it. */
export function ahead([best, ...others]: Scored[]): number {
  const rival = others.find((s) => !s.element.contains(best!.element) && !best!.element.contains(s.element));
  return best!.score - (rival?.score ?? -Infinity);
}

/** The candidates that fit about as well as the best. */
export function equals(ranked: Scored[]): Scored[] {
  return ranked.filter((s) => s.score > ranked[0]!.score - MARGIN);
}
