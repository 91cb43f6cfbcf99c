/** Weighing candidates: P(candidate) = e^s / (1 + Σ e^s), s = Σ weight × feature; the 1 stands for "none of them". */
import { candidates } from "./candidates";
import type { Descriptor, Evidence } from "./descriptor";
import { fullEvidence, ownEvidence } from "./evidence";
import { aroundFeatures, ownFeatures, type Features, type Setting } from "./features";
import { scopeRoot } from "./first";
import { innerRoots, isShown, type Root } from "./roots";
import { stillSaid } from "./vocabulary";
import { BIAS, WEIGHTS } from "./weights";

export interface Scored {
  element: Element;
  /** The candidate's own evidence. */
  own: Evidence;
  features: Features;
  score: number;
  /** Probability that this is the element. */
  chance: number;
}

const LOOKED_AT_CLOSELY = 32;

/** The likeliest elements, best first. */
export function rank(descriptor: Descriptor, root: Root): Scored[] {
  const { evidence } = descriptor;
  if (!evidence) return [];
  const setting = settingOf(descriptor, root);
  return withChances(closest(evidence, treeOf(descriptor, root), setting));
}

export function treeOf(descriptor: Descriptor, root: Root): Root[] {
  const inner = scopeRoot(root, descriptor.scope, (step, here) => rank({ evidence: step.evidence! }, here)[0]?.element ?? null);
  return inner ? [inner] : [root, ...innerRoots(root)];
}

/** Candidates scored on their own evidence; the `most` best of them on everything. */
export function closest(evidence: Evidence, roots: Root[], setting: Setting, most = LOOKED_AT_CLOSELY): Scored[] {
  const found = roots.flatMap((r) => candidates(evidence, r)).filter(isShown);
  const scored = found.map((element) => {
    const own = ownEvidence(element);
    return weigh(element, own, ownFeatures(evidence, own, setting));
  });
  scored.sort((a, b) => b.score - a.score);
  return scored.slice(0, most)
    .map(({ element, own, features }) => {
      const full = fullEvidence(element, own);
      return weigh(element, full, aroundFeatures(features, evidence, full, setting));
    })
    .sort((a, b) => b.score - a.score);
}

function weigh(element: Element, own: Evidence, features: Features): Scored {
  let score = BIAS;
  for (const name in features) score += (WEIGHTS[name] ?? 0) * features[name]!;
  return { element, own, features, score, chance: 0 };
}

function withChances(scored: Scored[]): Scored[] {
  const powers = scored.map((s) => Math.exp(Math.min(50, s.score)));
  const sum = powers.reduce((a, b) => a + b, 1);
  scored.forEach((s, i) => (s.chance = powers[i]! / sum));
  return scored;
}

export function settingOf(descriptor: Descriptor, root: Root): Setting {
  const page = root.ownerDocument ?? (root as Document);
  return { sameLanguage: sameLanguage(descriptor.evidence!, page), words: descriptor.text !== "ignore" };
}

/** 1 when the page still says the words it said; 0 when it speaks another language or is another page. */
function sameLanguage(evidence: Evidence, page: Document): number {
  const was = primary(evidence.language);
  const is = primary(page.documentElement.lang);
  if (was && is && was !== is) return 0;
  return Math.min(1, stillSaid(evidence.vocabulary ?? [], page) * 2);
}

/** "de-DE" → "de"; things that are no language code → "". */
const primary = (tag = ""): string => /^[a-z]{2,3}(?=-|$)/i.exec(tag)?.[0].toLowerCase() ?? "";
