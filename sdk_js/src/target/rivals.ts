/** Evidence that only shows beside the other candidates: what is rare among them tells most. */
import type { Evidence } from "./descriptor";
import type { Features } from "./features";
import { share } from "./likeness";
import { fold } from "./words";

/** Adds to each candidate's features what sets it apart from its rivals. */
export function rivalFeatures(d: Evidence, candidates: { own: Evidence; features: Features }[]): void {
  for (const what of ["accessible name", "icon"]) onlyOneWith(what, candidates.map((c) => c.features));
  const expected = marksOf(d);
  const held = candidates.map(({ own }) => new Set(marksOf(own)));
  const rarity = expected.map((mark) => rarityOf(held.filter((h) => h.has(mark)).length, held.length));
  const total = rarity.reduce((a, b) => a + b, 0);
  candidates.forEach(({ features }, i) => {
    const own = expected.reduce((sum, mark, k) => sum + (held[i]!.has(mark) ? rarity[k]! : 0), 0);
    features["rare marks"] = total > 0 ? own / Math.max(total, ENOUGH) : 0;
    features["marks"] = share(expected, [...held[i]!]);
  });
}

const ENOUGH = 2;

/** A mark all share tells nothing, one that none has is no help in choosing. */
const rarityOf = (holders: number, all: number): number => (holders ? Math.log(all / holders) : 0);

function onlyOneWith(what: string, all: Features[]): void {
  const holders = all.filter((f) => f[what] === 1);
  for (const f of all) {
    f["only one with the " + what] = +(holders.length === 1 && holders[0] === f);
    f["another has the " + what] = +(holders.length > 0 && f[what] !== 1);
  }
}

/** Everything that can mark an element out, in one bag: classes and ids on and above it, facts, words on and around it. */
function marksOf(e: Evidence): string[] {
  const facts = Object.entries(e.attributes ?? {}).map(([k, v]) => k + "=" + v);
  const above = (e.path ?? []).flatMap((step) => step.replace(/:\d+$/, "").split(/(?=[.#])/).slice(1));
  const around = [...(e.neighbours?.before ?? []), ...(e.neighbours?.after ?? []), e.heading, e.label, e.cell?.row, e.cell?.column];
  const words = around.flatMap((text) => fold(text ?? "").split(" ")).filter((w) => w.length > 2);
  const beside = [e.beside?.before, e.beside?.after].map((b, i) => b && i + b);
  const marks = [...(e.classes ?? []), ...(e.icon ?? []), ...facts, ...above, ...words, ...beside, e.landmark, e.id, e.name];
  return [...new Set(marks.filter((m) => m !== undefined && m !== ""))] as string[];
}
