/** Weighing candidates: P(candidate) = e^s / (1 + Σ e^s), s = Σ weight × feature; the 1 stands for "none of them". */
import { candidates } from "./candidates";
import type { Descriptor, Evidence } from "./descriptor";
import { fullEvidence, kindOf, ownEvidence } from "./evidence";
import { only, ROW, without } from "./families";
import { aroundFeatures, ownFeatures, type Features, type Setting } from "./features";
import { scopeRoot } from "./first";
import { Places } from "./places";
import { rivalFeatures } from "./rivals";
import { pageOf, treesInside } from "./lists";
import type { Root } from "./roots";
import { languagesOf, stillSpeaks } from "./language";
import { Texts } from "./texts";
import { pageName, plainlySaid, spoken, stillSaid } from "./vocabulary";
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

/** The likeliest elements, best first. */
export function rank(descriptor: Descriptor, root: Root): Scored[] {
  const { evidence } = descriptor;
  if (!evidence) return [];
  const texts = new Texts();
  const setting = settingOf(descriptor, root, texts);
  const scored = closest(evidence, treesOf(descriptor, root), setting, texts);
  return withChances(best(descriptor.mode === "any" ? anyRow(scored, evidence, setting) : scored));
}

/** Where to look: the tree the scope leads to; everywhere when a border on the way is gone. */
export function treesOf(descriptor: Descriptor, root: Root): Root[] {
  const inner = scopeRoot(root, descriptor.scope, (step, here) => rank({ evidence: step.evidence! }, here)[0]?.element ?? null);
  return inner ? [inner] : [root, ...treesInside(root)];
}

/** Candidates scored on their own evidence; those within reach of the best of them on everything. */
export function closest(evidence: Evidence, roots: Root[], setting: Setting, texts = new Texts()): Scored[] {
  const places = new Places();
  const scored = roots.flatMap((root) => {
    const { elements, rows } = candidates(evidence, root, texts);
    const favour = (element: Element): number => (rows.some((row) => row.contains(element)) ? IN_ITS_ROW : 0);
    return elements.map((element) => {
      const own = ownEvidence(element, places);
      const seen = weigh(element, own, ownFeatures(evidence, own, setting));
      return { ...seen, reach: seen.score + favour(element) };
    });
  });
  scored.sort((a, b) => b.reach - a.reach);
  return beside(evidence, scored.slice(0, withinReach(scored.map((s) => s.reach), setting.sameLanguage)), setting, places);
}

/** These elements weighed against each other, in their order. */
export function weighed(descriptor: Descriptor, elements: Element[], root: Root): Scored[] {
  const evidence = descriptor.evidence ?? { tag: "*" };
  const places = new Places();
  const setting = settingOf({ ...descriptor, evidence }, root);
  const seen = elements.map((element) => {
    const own = ownEvidence(element, places);
    return weigh(element, own, ownFeatures(evidence, own, setting));
  });
  const scored = beside(evidence, seen, setting, places);
  return descriptor.mode === "any" ? anyRow(scored, evidence, setting) : scored;
}

/** Candidates scored on everything: on what is around them too, and on what sets them apart from each other. */
function beside(evidence: Evidence, seen: Scored[], setting: Setting, places: Places): Scored[] {
  const kind = kindOf(evidence);
  const close = seen.map(({ element, own, features }) => {
    const full = fullEvidence(element, places, own, kind);
    return weigh(element, full, aroundFeatures(features, evidence, full, setting));
  });
  rivalFeatures(evidence, close, setting);
  return close.map((s) => weigh(s.element, s.own, s.features));
}

/** How far behind the best on its own evidence a candidate may be to be looked at closely: in the sample the right one is at most 4.6 behind, in 99 of 100 cases 2. */
const REACH = 5;
/** Of rows with the same controls, the one with the right words is looked at first. */
const IN_ITS_ROW = 6;
const CLOSE_AT_LEAST = 3;
const CLOSE_AT_MOST = 8;

function withinReach(falling: number[], sameLanguage: number): number {
  const reach = REACH * (2 - sameLanguage); // where words tell less, what is around it may turn more
  const reached = falling.filter((score) => score > falling[0]! - reach).length;
  return Math.min(CLOSE_AT_MOST, Math.max(CLOSE_AT_LEAST, reached));
}

const best = (scored: Scored[]): Scored[] => scored.sort((a, b) => b.score - a.score);

function weigh(element: Element, own: Evidence, features: Features): Scored {
  return { element, own, features, score: weightOf(features), chance: 0 };
}

/** Log-odds that features speak of the described element, before its rivals are heard. */
export function weightOf(features: Features): number {
  let score = BIAS;
  for (const name in features) score += (WEIGHTS[name] ?? 0) * features[name]!;
  return score;
}

function withChances(scored: Scored[]): Scored[] {
  const powers = scored.map((s) => Math.exp(Math.min(50, s.score)));
  const sum = powers.reduce((a, b) => a + b, 1);
  scored.forEach((s, i) => (s.chance = powers[i]! / sum));
  return scored;
}

export function settingOf(descriptor: Descriptor, root: Root, texts = new Texts()): Setting {
  const page = pageOf(root);
  const { language } = descriptor.evidence!;
  const was = primary(language);
  const is = primary(page.documentElement.lang);
  const declaredOther = +(was !== "" && is !== "" && was !== is);
  return { sameLanguage: declaredOther ? 0 : sameLanguage(descriptor.evidence!, page, texts), words: descriptor.text !== "ignore", declaredOther, page: pageName(page) };
}

/** How far the page still speaks the language of the description, 0 to 1, by its words. */
function sameLanguage({ speaks = "", vocabulary = [] }: Evidence, page: Document, texts: Texts): number {
  if (plainlySaid(vocabulary, texts.of(page))) return 1;
  const words = spoken(page);
  const guess = Math.min(1, Math.max(0, (stillSaid(vocabulary, words) - 0.35) / 0.25));
  return stillSpeaks(speaks, languagesOf(words), words.size) ?? guess;
}

/** "Any one like it" does not ask which row or place it was: all of them get what the described one would get. */
function anyRow(scored: Scored[], d: Evidence, setting: Setting): Scored[] {
  const self = { own: d, features: aroundFeatures(ownFeatures(d, d, setting), d, d, setting) };
  rivalFeatures(d, [self, { own: { tag: "" }, features: {} }], setting);
  const given = only(self.features, ROW);
  return scored.map(({ element, own, features }) => weigh(element, own, { ...without(features, ROW), ...given }));
}

/** "de-DE" → "de"; things that are no language code → "". */
const primary = (tag = ""): string => /^[a-z]{2,3}(?=-|$)/i.exec(tag)?.[0].toLowerCase() ?? "";
