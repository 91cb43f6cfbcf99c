/** Evidence held against evidence, as numbers the weights apply to. Pure: no element is touched here. */
import { isWorded } from "./attributes";
import { stretchAlike } from "./controls";
import type { Evidence } from "./descriptor";
import { compareAcross } from "./foreign";
import { pathAlike, share, stepAlike, wordsAlike } from "./likeness";
import { fold } from "./words";

/** Named numbers, mostly 0 to 1. Kept as a record: the names are what `explain` shows. */
export type Features = Record<string, number>;

/** What the search knows besides one candidate. `sameLanguage`: 0 to 1, `words`: whether words count at all. */
export interface Setting {
  sameLanguage: number;
  words: boolean;
  /** 1 when the page declares another language. */
  declaredOther: number;
  /** What the page calls itself now. */
  page: string;
}

/** Only what says something is kept: most candidates differ from the described element in few ways, and all are weighed. */
function put(f: Features, name: string, value: number): void {
  if (value) f[name] = value;
}

/** The names of the features of one kind of evidence, made once: "icon", "icon differs", "icon gone" … */
interface Names {
  same: string;
  alike: string;
  differs: string;
  foreign: string;
  unlike: string;
  gone: string;
  added: string;
}

const names = (what: string): Names => ({
  same: what, alike: what + " alike", differs: what + " differs", foreign: what + " in another language", unlike: what + " unlike", gone: what + " gone", added: what + " new",
});

const ID = names("id"), NAME = names("name"), HREF = names("href"), ACCESSIBLE = names("accessible name"), TEXT = names("text");
const LABEL = names("label"), HEADING = names("heading"), COLUMN = names("column"), ROW = names("row");

/** From the element's own markup, name and place. `d` was described, `c` is a candidate's. */
export function ownFeatures(d: Evidence, c: Evidence, setting: Setting): Features {
  const f: Features = {};
  put(f, "tag", +(c.tag === d.tag));
  put(f, "role", +same(c.role, d.role));
  put(f, "type differs", +(c.type !== d.type && c.tag === d.tag));
  agree(f, ID, d.id, c.id);
  agree(f, NAME, d.name, c.name);
  compareHooks(f, d.testHooks ?? {}, c.testHooks ?? {});
  compareClasses(f, d.classes ?? [], c.classes ?? []);
  compareAttributes(f, d.attributes ?? {}, c.attributes ?? {}, setting, d.accessibleName);
  compareIcon(f, d.icon ?? [], c.icon ?? []);
  if (setting.words) compareName(f, d.accessibleName, c.accessibleName, setting);
  put(f, "nameless", +(setting.words && !d.accessibleName && !c.accessibleName));
  put(f, "declared another language", setting.declaredOther);
  if (d.page && setting.page && setting.words) comparePage(f, d, c, pagesAlike(d.page, setting.page), setting.sameLanguage);
  put(f, "parent", stepAlike(d.path?.[0] ?? "", c.path?.[0] ?? "", false));
  put(f, "grandparent", stepAlike(d.path?.[1] ?? "", c.path?.[1] ?? "", false));
  comparePosition(f, d, c, wordsTell(d, setting));
  return f;
}

/** From what is around it. Adds to `f`. */
export function aroundFeatures(f: Features, d: Evidence, c: Evidence, setting: Setting): Features {
  put(f, "path", pathAlike(d.path ?? [], c.path ?? [], false));
  const told = wordsTell(d, setting);
  const places = pathAlike(d.path ?? [], c.path ?? [], true);
  split(f, "path places", places, told);
  put(f, "shape", +same(c.shape, d.shape));
  if (setting.words) compareWordsAround(f, d, c, setting);
  compareLandmark(f, d.landmark ?? "", c.landmark ?? "", setting);
  compareBeside(f, d.beside ?? {}, c.beside ?? {});
  compareRank(f, d.position, c.position, told);
  split(f, "controls", stretchAlike(d.controls ?? {}, c.controls ?? {}, 1 - setting.sameLanguage), told);
  return f;
}

/** A descriptor leaves empty fields out, a candidate has them empty. */
const same = (a = "", b = ""): boolean => a === b;

/** "x" 1 when both have it and agree, "x differs" when they do not, "x gone" and "x new" when only one has it. */
function agree(f: Features, what: Names, expected = "", actual = ""): void {
  if (!expected && !actual) return;
  f[!expected ? what.added : !actual ? what.gone : expected === actual ? what.same : what.differs] = 1;
}

function compareWords(f: Features, what: Names, expected = "", actual = "", { sameLanguage }: Setting): void {
  if (!expected && !actual) return;
  if (!expected || !actual) {
    f[expected ? what.gone : what.added] = 1;
    return;
  }
  const alike = wordsAlike(expected, actual);
  if (alike === 1) f[what.same] = 1;
  if (alike > 0.35) f[what.alike] = alike;
  if (alike === 1) return;
  const same = sameScript(expected, actual) ? sameLanguage : 0;
  f[what.differs] = (1 - alike) * same;
  f[what.foreign] = (1 - alike) * (1 - same);
  if (alike < 0.3) f[what.unlike] = same;
}

function compareName(f: Features, expected = "", actual = "", setting: Setting): void {
  compareWords(f, ACCESSIBLE, expected, actual, setting);
  const foreign = sameScript(expected, actual) ? 1 - setting.sameLanguage : 1;
  if (foreign && expected && actual && fold(expected) !== fold(actual)) compareAcross(f, expected, actual, foreign);
}

/** False when one is in Latin letters and the other in none. */
const sameScript = (a: string, b: string): boolean => /[a-z]{2}/i.test(a) === /[a-z]{2}/i.test(b) || !/[a-z\x80-\uffff]/i.test(a + b);

/** Words that name a record: "Invoice 1001" is not nearly "Invoice 1002". */
function compareKeys(f: Features, what: Names, expected = "", actual = "", { sameLanguage }: Setting): void {
  if (!expected || !actual) return agree(f, what, expected, actual);
  if (expected.toLowerCase() === actual.toLowerCase()) f[what.same] = 1;
  else f[what.differs] = sameScript(expected, actual) ? sameLanguage : 0;
}

function compareHooks(f: Features, expected: Record<string, string>, actual: Record<string, string>): void {
  const names = Object.keys(expected);
  put(f, "test hook", +names.some((n) => expected[n] === actual[n]));
  put(f, "test hook differs", +names.some((n) => actual[n] !== undefined && expected[n] !== actual[n]));
}

function compareClasses(f: Features, expected: readonly string[], actual: readonly string[]): void {
  const kept = share(expected, actual);
  put(f, "classes", kept);
  put(f, "classes gone", expected.length ? 1 - kept : 0);
  put(f, "classes new", actual.length ? 1 - share(actual, expected) : 0);
}

function compareAttributes(f: Features, d: Record<string, string>, c: Record<string, string>, setting: Setting, name?: string): void {
  const facts = Object.keys(d).filter((k) => !isWorded(k) && k !== "href");
  const same = facts.filter((k) => d[k] === c[k]).length;
  const other = facts.filter((k) => c[k] !== undefined && d[k] !== c[k]).length;
  put(f, "attributes", Math.min(1, same / 2));
  put(f, "attributes differ", facts.length ? other / facts.length : 0);
  put(f, "attributes gone", facts.length ? (facts.length - same - other) / facts.length : 0);
  put(f, "attributes new", Math.min(1, Object.keys(c).filter((k) => d[k] === undefined && !isWorded(k)).length / 3));
  agree(f, HREF, d["href"], c["href"]);
  if (setting.words) compareTooltips(f, d, c, setting, name);
}

const EVERYWHERE = /^(navigation|banner|contentinfo|search|menubar)/;

/** Titles mostly hold the name of the app, which is the same on every page: "Add group | Admin" is not nearly "Change user | Admin". */
function pagesAlike(was: string, is: string): number {
  const parts = (title: string): string[] => title.split(/\s+[-–—|·•:]\s+/);
  const rest = (title: string, other: string): string => parts(title).filter((part) => !parts(other).includes(part)).join(" ");
  return wordsAlike(rest(was, is), rest(is, was));
}

/** On another page only what stands on every page can be the same, the less so when it is called something else. */
function comparePage(f: Features, d: Evidence, c: Evidence, alike: number, sameLanguage: number): void {
  put(f, "page", +(alike === 1));
  const elsewhere = EVERYWHERE.test(d.landmark ?? "") ? 0 : (1 - alike) * sameLanguage;
  put(f, "another page", elsewhere);
  if (d.accessibleName && fold(d.accessibleName) !== fold(c.accessibleName ?? "")) put(f, "renamed on another page", elsewhere);
}

function compareTooltips(f: Features, d: Record<string, string>, c: Record<string, string>, { sameLanguage }: Setting, name?: string): void {
  const worded = Object.keys(d).filter((k) => isWorded(k) && c[k] !== undefined && d[k] !== name); // the name is compared already
  const said = worded.filter((k) => fold(c[k]!) === fold(d[k]!)).length;
  put(f, "tooltip", +(said > 0));
  put(f, "tooltip differs", worded.length > said ? sameLanguage : 0);
}

const LOOSE = /^(starts|class):/;

function compareIcon(f: Features, expected: readonly string[], actual: readonly string[]): void {
  const common = expected.filter((e) => actual.includes(e));
  const sure = common.some((e) => !LOOSE.test(e));
  put(f, "icon", +sure);
  put(f, "icon alike", +(common.length > 0));
  put(f, "icon differs", +(expected.length > 0 && actual.length > 0 && !common.length));
  put(f, "icon gone", +(expected.length > 0 && !actual.length));
  put(f, "icon new", +(!expected.length && actual.length > 0));
}

/** How far words can tell the element from others, 0 to 1: where they can, its place matters less. */
const wordsTell = (d: Evidence, { words, sameLanguage }: Setting): number => (words && (d.accessibleName || d.text || d.label) ? sameLanguage : 0);

/** Evidence of place is weighed apart where words can tell ("x") and where they cannot ("x, wordless"). */
function split(f: Features, what: string, value: number, told: number): void {
  if (!value) return;
  if (told) f[what] = value * told;
  if (told < 1) f[what + ", wordless"] = value * (1 - told);
}

function comparePosition(f: Features, d: Evidence, c: Evidence, told: number): void {
  const { nth, of } = c.position ?? { nth: 0, of: 1 };
  const expected = d.position ?? { nth: 0, of: 1 };
  const ends = +(nth === expected.nth) + +(of - nth === expected.of - expected.nth);
  const alone = expected.of === 1 && of === 1;
  split(f, "place", alone ? 0 : +(ends > 0), told);
  split(f, "place and siblings", alone ? 0 : +(ends === 2), told);
  put(f, "alone", +alone);
  split(f, "place far", Math.min(1, Math.min(Math.abs(nth - expected.nth), Math.abs(of - nth - expected.of + expected.nth)) / 6), told);
}

function compareWordsAround(f: Features, d: Evidence, c: Evidence, setting: Setting): void {
  if (d.text && /[a-z\x80-\uffff]{2}/i.test(d.text)) compareWords(f, TEXT, d.text, c.text ?? c.accessibleName, setting);
  if (d.label) compareWords(f, LABEL, d.label, c.label ?? c.accessibleName, setting);
  compareWords(f, HEADING, d.heading, c.heading, setting);
  compareWords(f, COLUMN, d.cell?.column, c.cell?.column, setting);
  compareKeys(f, ROW, d.cell?.row, c.cell?.row, setting);
  const moved = wordsMoved(d, c);
  put(f, "words moved", moved > 0.5 ? moved : 0);
  const was = around(d);
  const is = around(c);
  const kept = share(was, is);
  put(f, "neighbours", kept);
  put(f, "neighbours differ", was.length && is.length ? (1 - kept) * setting.sameLanguage : 0);
}

/** Words that were beside the element and are on it now, or the other way round: a caption that became a label. */
function wordsMoved(d: Evidence, c: Evidence): number {
  const onto = c.accessibleName && c.accessibleName !== d.accessibleName ? around(d).map((w) => wordsAlike(w, c.accessibleName!)) : [];
  const off = d.accessibleName && c.accessibleName !== d.accessibleName ? around(c).map((w) => wordsAlike(w, d.accessibleName!)) : [];
  return Math.max(0, ...onto, ...off);
}

const around = ({ neighbours }: Evidence): string[] => [...(neighbours?.before ?? []), ...(neighbours?.after ?? [])].map(fold);

function compareLandmark(f: Features, expected: string, actual: string, { sameLanguage }: Setting): void {
  const role = (l: string): string => l.split(" ")[0]!;
  put(f, "landmark", +(role(expected) === role(actual)));
  put(f, "landmark name", +(expected === actual));
  put(f, "landmark differs", +(expected !== actual && role(expected) === role(actual)) * sameLanguage);
}

type Beside = NonNullable<Evidence["beside"]>;

function compareBeside(f: Features, d: Beside, c: Beside): void {
  put(f, "beside", (+same(d.before, c.before) + +same(d.after, c.after)) / 2);
}

function compareRank(f: Features, d: Evidence["position"], c: Evidence["position"], told: number): void {
  const { rank, among = 1 } = d ?? {};
  const { rank: now, among: of = 1 } = c ?? {};
  if (rank === undefined || now === undefined) return;
  const ends = +(rank === now) + +(among - rank === of - now);
  const several = among > 1 || of > 1;
  put(f, "only one of its kind", +!several);
  split(f, "rank", several ? +(ends > 0) : 0, told);
  split(f, "rank and count", several ? +(ends === 2) : 0, told);
  split(f, "rank far", several ? Math.min(1, Math.min(Math.abs(rank - now), Math.abs(among - rank - of + now)) / 8) : 0, told);
}
