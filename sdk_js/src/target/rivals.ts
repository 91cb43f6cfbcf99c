/** Evidence that only shows beside the other candidates: what is rare among them tells most. */
import type { Evidence } from "./descriptor";
import type { Features, Setting } from "./features";
import { marksAcross, wordsOfName } from "./foreign";
import { share } from "./likeness";
import { meaningsOf } from "./meanings";
import { trustOrder } from "./order";
import { fold } from "./words";

interface Rival {
  own: Evidence;
  features: Features;
}

/** Adds to each candidate's features what sets it apart from its rivals. */
export function rivalFeatures(d: Evidence, candidates: Rival[], setting: Setting): void {
  for (const what of ["accessible name", "icon", "meaning"]) onlyOneWith(what, candidates.map((c) => c.features));
  compareMarks(d, candidates, setting.sameLanguage < 1);
  if (setting.words && d.accessibleName) compareNames(d.accessibleName, candidates, setting.sameLanguage);
  trustOrder(d, candidates, setting.words ? 1 - setting.sameLanguage : 0);
}

const ENOUGH = 2;

/** A mark all share tells nothing, one that none has is no help in choosing. */
const rarityOf = (holders: number, all: number): number => (holders ? Math.log(all / holders) : 0);

function compareMarks(d: Evidence, candidates: Rival[], foreign: boolean): void {
  const expected = marksOf(d, foreign);
  const held = candidates.map(({ own }) => new Set(marksOf(own, foreign)));
  const rarity = expected.map((mark) => rarityOf(held.filter((h) => h.has(mark)).length, held.length));
  const total = rarity.reduce((a, b) => a + b, 0);
  candidates.forEach(({ features }, i) => {
    const own = expected.reduce((sum, mark, k) => sum + (held[i]!.has(mark) ? rarity[k]! : 0), 0);
    features["rare marks"] = total > 0 ? own / Math.max(total, ENOUGH) : 0;
    features["marks"] = share(expected, [...held[i]!]);
  });
}

/** Words of a changed name: how many of the telling ones stayed, and how many came. Rare ones tell most. */
function compareNames(name: string, candidates: Rival[], sameLanguage: number): void {
  const held = candidates.map(({ own }) => wordsOfName(own.accessibleName ?? "", sameLanguage < 1));
  const expected = wordsOfName(name, sameLanguage < 1);
  const worth = (word: string): number => Math.log((held.length + 2) / (held.filter((h) => h.includes(word)).length + 1));
  const meanings = meaningsOf(name);
  const sum = (words: string[]): number => words.reduce((total, word) => total + worth(word), 0);
  const all = sum(expected);
  const alone = expected.map((w) => held.map((h) => h.includes(w))).filter((has) => has.filter(Boolean).length === 1).map((has) => has.indexOf(true));
  const sayable = sum(expected.filter((w) => held.some((h) => h.includes(w))));
  candidates.forEach(({ own, features }, i) => {
    if (fold(own.accessibleName ?? "") === fold(name)) return;
    const kept = sum(expected.filter((w) => held[i]!.includes(w)));
    const fresh = held[i]!.filter((w) => !expected.includes(w));
    features["words of the name"] = all > 0 ? (kept / all) * sameLanguage : 0;
    const other = fresh.length ? sum(fresh) / sum(held[i]!) : 0;
    features["other words in the name"] = other * sameLanguage;
    features["meaning lost"] = missing(meanings, meaningsOf(own.accessibleName ?? "")) * sameLanguage;
    features["meaning added"] = missing(meaningsOf(own.accessibleName ?? ""), meanings) * sameLanguage;
    features["words swapped in the name"] = all > 0 ? Math.min(1 - kept / all, other) * sameLanguage : 0;
    features["alone in a word of the name"] = +alone.includes(i);
    features["another alone in a word of the name"] = +alone.some((holder) => holder !== i);
    features["words of the name, foreign"] = (kept / Math.max(sayable, ENOUGH)) * (1 - sameLanguage);
  });
}

/** Share of some meanings that are not among others: "Disable scrolling" is not "Enable scrolling". */
const missing = (some: readonly number[], others: readonly number[]): number => (some.length ? 1 - share(some, others) : 0);

function onlyOneWith(what: string, all: Features[]): void {
  const holders = all.filter((f) => f[what] === 1);
  for (const f of all) {
    f["only one with the " + what] = +(holders.length === 1 && holders[0] === f);
    f["another has the " + what] = +(holders.length > 0 && f[what] !== 1);
  }
}

/** Everything that can mark an element out, in one bag: classes and ids on and above it, facts, words on and around it. */
function marksOf(e: Evidence, foreign: boolean): string[] {
  const facts = Object.entries(e.attributes ?? {}).map(([k, v]) => k + "=" + v);
  const above = (e.path ?? []).flatMap((step) => step.replace(/:\d+$/, "").split(/(?=[.#])/).slice(1));
  const around = [...(e.neighbours?.before ?? []), ...(e.neighbours?.after ?? []), e.heading, e.label, e.cell?.row, e.cell?.column];
  const words = around.flatMap((text) => fold(text ?? "").split(" ")).filter((w) => w.length > 2);
  const meant = foreign ? around.flatMap((text) => marksAcross(text ?? "")) : [];
  const beside = [e.beside?.before, e.beside?.after].map((b, i) => b && i + b);
  const marks = [...(e.classes ?? []), ...(e.icon ?? []), ...facts, ...above, ...words, ...meant, ...beside, e.landmark, e.id, e.name];
  return [...new Set(marks.filter((m) => m !== undefined && m !== ""))] as string[];
}
