/**
 * Whether things still stand where they stood. Where words cannot tell (another language, nothing but pictures), place is
 * most of what is left of an entry in a list, and a list that was sorted anew would lead to a wrong one. So place counts as
 * far as nothing contradicts the order, and in another language fully only when something that outlives a translation
 * confirms it.
 */
import { isWorded } from "./attributes";
import { rhythmProofs, stretchProofs, type Around } from "./controls";
import type { Evidence } from "./descriptor";
import type { Features } from "./features";
import { wordsOfName } from "./foreign";
import { fold } from "./words";

/** What place is worth in another language, by how many things around bear the order out: one alone may stand there by chance. */
const PROVEN = [0.3, 0.5, 1];
const SURE = PROVEN.length - 1;
const OF_PLACE = ["place", "place and siblings", "rank", "rank and count", "path places"].map((name) => name + ", wordless");

interface Candidate {
  own: Evidence;
  features: Features;
}

/** Takes from each candidate's evidence of place what the order of things does not bear out. `foreign`: 0 to 1. */
export function trustOrder(d: Evidence, candidates: Candidate[], foreign: number): void {
  const marks = candidates.map(({ own }) => marksOf(own));
  const selves = marks.map(({ self }) => self);
  const known = marksOf(d);
  const fields = candidates.map(({ own }) => fieldsOf(own, foreign < 0.5));
  const keys = keysAmong(fields.filter((_, i) => candidates[i]!.own.tag === d.tag));
  const sought = fieldsOf(d, foreign < 0.5);
  candidates.forEach(({ features }, i) => {
    const key = sameKey(sought, fields[i]!, keys, !d.accessibleName);
    const broken = key === false || isElsewhere(known.self, selves, i);
    const proven = broken ? -1 : proofs(known, marks, i);
    const trust = trustIn(proven, foreign);
    for (const name of OF_PLACE) if (features[name]) features[name] *= trust;
    if (known.self.length && key !== true && proven < SURE && !known.self.some((mark) => selves[i]!.includes(mark))) features["nothing of its own"] = foreign;
    if (key !== undefined) features[key ? "key" : "another key"] = 1;
  });
}

function trustIn(proven: number, foreign: number): number {
  if (proven < 0) return 0;
  return 1 - foreign * (1 - PROVEN[Math.min(SURE, proven)]!);
}

/** Words, what is not translated of them, and what they mean. */
const said = (words: string | undefined): string[] => wordsOfName(words ?? "", true).filter((word) => word.length > 2);

/** What it is known by itself, what its place is called, what stands before and after it, each told in words and by the controls. */
interface Marks {
  self: string[];
  site: string[];
  before: string[][];
  after: string[][];
  controls: Around;
}

function marksOf({ accessibleName, attributes = {}, icon = [], cell, label, heading, neighbours, controls = {} }: Evidence): Marks {
  const facts = Object.entries(attributes).filter(([name]) => !isWorded(name)).map(([name, value]) => name + "=" + value);
  const site = Object.entries({ column: cell?.column, row: cell?.row, label, heading });
  return {
    self: [...said(accessibleName), ...facts, ...icon.slice(0, 1)],
    site: site.flatMap(([what, words]) => (words ? [what + " " + fold(words)] : [])),
    before: (neighbours?.before ?? []).map(said),
    after: (neighbours?.after ?? []).map(said),
    controls,
  };
}

/** Whether exactly one other candidate holds a mark that this one does not. */
function isElsewhere(marks: string[], held: string[][], i: number): boolean {
  return marks.some((mark) => !held[i]!.includes(mark) && held.filter((h) => h.includes(mark)).length === 1);
}

/** How many things around it are as they were, less what is around another, or is another, now. */
function proofs(known: Marks, marks: Marks[], i: number): number {
  const selves = marks.map(({ self }) => self);
  let proven = 0;
  for (const site of known.site) proven += marks[i]!.site.includes(site) ? 1 : isElsewhere([site], marks.map((m) => m.site), i) ? -1 : 0;
  for (const side of ["before", "after"] as const) {
    const was = known[side].flat();
    const is = marks[i]![side].flat();
    const kept = known[side].filter((entry) => entry.some((mark) => is.includes(mark))).length;
    const elsewhere = !kept && (isElsewhere(was, marks.map((m) => m[side].flat()), i) || isElsewhere(was, selves, i));
    // The same neighbour may show as words and as a control: it proves once.
    proven += Math.max(kept, stretchProofs(known.controls[side], marks[i]!.controls[side])) - +elsewhere;
  }
  return proven < 0 ? proven : proven + rhythmProofs(known.controls, marks[i]!.controls);
}

/** What could tell alike elements apart: attributes (commands, types, addresses), what names the row, column or field, and what it is in. */
function fieldsOf({ attributes = {}, cell, label, neighbours, path = [] }: Evidence, words: boolean): Map<string, string> {
  const facts = Object.entries(attributes).filter(([name]) => !isWorded(name));
  const sites = { " row": cell?.row, " column": cell?.column, " label": label, [BEFORE]: neighbours?.before?.join(" ") };
  const above = path.slice(0, LEVELS).map((step, level) => [" above " + level, /[.#].*(?=:)/.exec(step)?.[0]] as const);
  return new Map([...facts, ...above, ...(words ? Object.entries(sites) : [])].flatMap(([name, value]) => (value ? [[name, fold(value)] as const] : [])));
}

const LEVELS = 4;
const BEFORE = " before";
const FEWEST = 2;
const DISTINCT = 0.8;

/** The fields in which nearly each candidate has another value. */
function keysAmong(fields: Map<string, string>[]): string[] {
  const names = new Set(fields.flatMap((f) => [...f.keys()]));
  return [...names].filter((name) => {
    const values = fields.map((f) => f.get(name)).filter((value) => value !== undefined);
    return values.length >= FEWEST && new Set(values).size >= DISTINCT * values.length;
  });
}

/**
 * Whether such fields say that this is the same, or something else; undefined when none tells. Words that merely stand
 * before it may change: they say that something with a name of its own is the same, but not that it is something else.
 */
function sameKey(d: Map<string, string>, c: Map<string, string>, keys: string[], nameless: boolean): boolean | undefined {
  const telling = keys.filter((name) => d.has(name) && c.has(name));
  if (telling.some((name) => d.get(name) === c.get(name))) return true;
  return telling.some((name) => nameless || name !== BEFORE) ? false : undefined;
}
