/** The evidence of a candidate held against a descriptor, as numbers the weights apply to. */
import { attributesOf } from "./describe";
import type { Evidence } from "./descriptor";
import { iconOf } from "./icon";
import { pathAlike, share, wordsAlike } from "./likeness";
import { accessibleName, labelOf, roleOf } from "./role";
import { looksMeant, meantClasses } from "./stable";
import { cellOf, headingOf, landmarkOf, neighboursOf, nthOf, pathOf, shapeOf } from "./surroundings";
import { fold, wordsOf } from "./words";

/** Named numbers, mostly 0 to 1. Kept as a record: the names are what `explain` shows. */
export type Features = Record<string, number>;

/** What the search knows besides one candidate. `sameLanguage`: 0 to 1. `words`: whether words count at all. */
export interface Setting {
  sameLanguage: number;
  words: boolean;
}

/** Cheap evidence: the element's own markup and name. */
export function ownFeatures(d: Evidence, element: Element, setting: Setting): Features {
  const f: Features = {};
  const role = roleOf(element);
  f["tag"] = +(element.localName === d.tag);
  f["role"] = +(role === (d.role ?? ""));
  f["type differs"] = +((element.getAttribute("type") ?? "") !== (d.type ?? "") && element.localName === d.tag);
  agree(f, "id", d.id, looksMeant(element.id) ? element.id : "");
  const name = element.getAttribute("name") ?? "";
  agree(f, "name", d.name, looksMeant(name) ? name : "");
  compareClasses(f, d.classes ?? [], meantClasses(element));
  compareAttributes(f, d.attributes ?? {}, attributesOf(element), setting);
  agree(f, "icon", d.icon, iconOf(element));
  if (setting.words) compareWords(f, "accessible name", d.accessibleName, accessibleName(element, role), setting);
  return f;
}

/** Dearer evidence: what is around it. Adds to `f`. */
export function surroundingFeatures(f: Features, d: Evidence, element: Element, setting: Setting): Features {
  const path = pathOf(element);
  f["path"] = pathAlike(d.path ?? [], path, false);
  f["path places"] = pathAlike(d.path ?? [], path, true);
  f["parent"] = +(path[0]?.split(":")[0] === d.path?.[0]?.split(":")[0]);
  comparePosition(f, d, element);
  const shape = shapeOf(element);
  f["shape"] = +(shape === (d.shape ?? ""));
  if (setting.words) compareWordsAround(f, d, element, setting);
  compareLandmark(f, d.landmark ?? "", landmarkOf(element), setting);
  return f;
}

/** "x" 1 when both have it and agree, "x differs" when they do not, "x gone" when the candidate has none. */
function agree(f: Features, what: string, expected = "", actual = ""): void {
  f[what] = +(expected !== "" && expected === actual);
  f[what + " differs"] = +(expected !== "" && actual !== "" && expected !== actual);
  f[what + " gone"] = +(expected !== "" && actual === "");
  f[what + " new"] = +(expected === "" && actual !== "");
}

function compareWords(f: Features, what: string, expected = "", actual = "", { sameLanguage }: Setting): void {
  const alike = expected && actual ? wordsAlike(expected, actual) : 0;
  const differs = expected && actual ? 1 - alike : 0;
  f[what] = +(alike === 1);
  f[what + " alike"] = alike > 0.35 ? alike : 0;
  f[what + " differs"] = differs * sameLanguage;
  f[what + " in another language"] = differs * (1 - sameLanguage);
  f[what + " gone"] = +(expected !== "" && actual === "");
  f[what + " new"] = +(expected === "" && actual !== "");
}

function compareClasses(f: Features, expected: readonly string[], actual: readonly string[]): void {
  const kept = share(expected, actual);
  f["classes"] = kept;
  f["classes gone"] = expected.length ? 1 - kept : 0;
  f["classes new"] = actual.length ? 1 - share(actual, expected) : 0;
}

const WORDED = /^(title|alt|placeholder|aria-label|aria-description|data-tooltip.*|data-original-title)$/;

function compareAttributes(f: Features, d: Record<string, string>, actual: Record<string, string>, { sameLanguage, words }: Setting): void {
  const facts = Object.keys(d).filter((k) => !WORDED.test(k) && k !== "href");
  const same = facts.filter((k) => d[k] === actual[k]).length;
  const other = facts.filter((k) => actual[k] !== undefined && d[k] !== actual[k]).length;
  f["attributes"] = Math.min(1, same / 2);
  f["attributes differ"] = facts.length ? other / facts.length : 0;
  f["attributes gone"] = facts.length ? (facts.length - same - other) / facts.length : 0;
  agree(f, "href", meantHref(d["href"]), meantHref(actual["href"]));
  const worded = words ? Object.keys(d).filter((k) => WORDED.test(k)) : [];
  const said = worded.filter((k) => actual[k] !== undefined && fold(actual[k]!) === fold(d[k]!)).length;
  const changed = worded.filter((k) => actual[k] !== undefined).length - said;
  f["tooltip"] = +(said > 0);
  f["tooltip differs"] = changed > 0 ? sameLanguage : 0;
}

const meantHref = (href = ""): string => (href === "#" || href.startsWith("javascript:") ? "" : href);

function comparePosition(f: Features, d: Evidence, element: Element): void {
  const { nth, of } = nthOf(element);
  const expected = d.position ?? { nth: -1, of: -1 };
  f["place"] = +(nth === expected.nth);
  f["place from end"] = +(of - nth === expected.of - expected.nth);
  f["siblings"] = +(of === expected.of);
  f["place far"] = Math.min(1, Math.abs(nth - expected.nth) / 6);
}

function compareWordsAround(f: Features, d: Evidence, element: Element, setting: Setting): void {
  compareWords(f, "text", d.text, d.text ? wordsOf(element) : "", setting);
  compareWords(f, "label", d.label, d.label ? labelOf(element) : "", setting);
  compareWords(f, "heading", d.heading, headingOf(element), setting);
  const { before, after } = neighboursOf(element);
  const was = [...(d.neighbours?.before ?? []), ...(d.neighbours?.after ?? [])];
  const kept = share(was.map(fold), [...before, ...after].map(fold));
  f["neighbours"] = kept;
  f["neighbours differ"] = was.length && before.length + after.length ? (1 - kept) * setting.sameLanguage : 0;
  const cell = d.cell ? cellOf(element) : null;
  compareWords(f, "column", d.cell?.column, cell?.column, setting);
  compareWords(f, "row", d.cell?.row, cell?.row, setting);
}

function compareLandmark(f: Features, expected: string, actual: string, { sameLanguage }: Setting): void {
  const role = (l: string): string => l.split(" ")[0]!;
  f["landmark"] = +(role(expected) === role(actual));
  f["landmark name"] = +(expected === actual);
  f["landmark differs"] = +(expected !== actual && role(expected) === role(actual)) * sameLanguage;
}
