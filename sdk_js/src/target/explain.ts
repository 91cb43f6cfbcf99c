/** Why an element was found or not, for the editor and the broken-step report. */
import type { Descriptor } from "./descriptor";
import { locateFast } from "./first";
import { choose, equals } from "./locate";
import type { Root } from "./roots";
import { accessibleName } from "./role";
import { rank, type Scored } from "./score";
import { WEIGHTS } from "./weights";

export interface Explanation {
  /** "hook": first evidence settled it; "likeness": the scoring did; "none": not found. */
  by: "hook" | "likeness" | "none";
  element: Element | null;
  /** 0 to 1: how likely this is the element. */
  confidence: number;
  /** Best first. */
  candidates: Candidate[];
}

export interface Candidate {
  element: Element;
  /** Short text for people: `button "Save"`. */
  summary: string;
  chance: number;
  /** What spoke for and against it, the weightiest first. */
  reasons: { evidence: string; weight: number }[];
}

export function explain(descriptor: Descriptor, root: Root): Explanation {
  const first = locateFast(descriptor, root);
  const ranked = first === null ? [] : rank(descriptor, root);
  const element = first === undefined ? choose(descriptor, ranked) : first;
  const confidence = first ? 1 : (ranked[0]?.chance ?? 0);
  const by = !element ? "none" : first ? "hook" : "likeness";
  return { by, element, confidence, candidates: ranked.slice(0, 5).map(candidate) };
}

/** How many elements match equally well now: 0 not found, 1 unique, more with repeated rows. */
export function matches(descriptor: Descriptor, root: Root): number {
  const first = locateFast(descriptor, root);
  if (first !== undefined) return first ? 1 : 0;
  const ranked = rank(descriptor, root);
  return choose({ ...descriptor, mode: "any" }, ranked) ? equals(ranked).length : 0;
}

function candidate(scored: Scored): Candidate {
  const { element, features, chance } = scored;
  const reasons = Object.entries(features)
    .map(([evidence, value]) => ({ evidence, weight: value * (WEIGHTS[evidence] ?? 0) }))
    .filter((r) => Math.abs(r.weight) >= 0.1)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return { element, summary: `${element.localName} "${accessibleName(element)}"`, chance, reasons: reasons.slice(0, 8) };
}
