/**
 * What of an element on somebody's page may be reported to the guide's author (docs/decisions/0002): what the page is built
 * of, words the author's own descriptor holds already, and, when allowed, the names of controls outside of tables and lists.
 */
import { isWorded } from "./attributes";
import type { Descriptor, Evidence, ScopeStep } from "./descriptor";
import { fold } from "./words";

const CONTROL = /^(button|link|tab|menuitem.*|switch|checkbox|radio|textbox|searchbox|combobox|spinbutton|slider)$/;
/** Parts of a page whose repeated entries are the app's own words. */
const OF_THE_APP = /^(navigation|menu|menubar|tablist|toolbar|banner)\b/;
/** Addresses, numbers of records, amounts. */
const PERSONAL = /@|\d{3}|[¥$€£]\s*\d/;

/** `known`: the author's descriptor. `names`: whether names of controls may be told. */
export function discreet(seen: Descriptor, known: Descriptor, names: boolean): Descriptor {
  const { guideId, inside, confidence, fragile, scope, evidence } = seen;
  const kept: Descriptor = { evidence: evidenceOf(evidence!, known.evidence, names) };
  if (guideId && builtIn(guideId)) kept.guideId = guideId;
  if (inside) kept.inside = inside;
  if (confidence !== undefined) kept.confidence = confidence;
  if (fragile) kept.fragile = fragile;
  if (scope) kept.scope = scope.map((step, place) => stepOf(step, known.scope?.[place]));
  return kept;
}

function stepOf({ via, tag, id, name, nth, evidence }: ScopeStep, known?: ScopeStep): ScopeStep {
  const step: ScopeStep = { via, tag, nth };
  if (builtIn(id)) step.id = id!;
  if (builtIn(name)) step.name = name!;
  if (evidence) step.evidence = evidenceOf(evidence, known?.evidence, false);
  return step;
}

function evidenceOf(seen: Evidence, known: Evidence = { tag: "" }, names: boolean): Evidence {
  const said = names && CONTROL.test(seen.role ?? "") && (!seen.cell || OF_THE_APP.test(seen.landmark ?? ""));
  const word = (text: string | undefined, before: string | undefined): string | undefined =>
    text && ((before && fold(text) === fold(before)) || (said && !PERSONAL.test(text))) ? text : undefined;
  const same = (text: string | undefined, before: string | undefined): string | undefined =>
    text && before && fold(text) === fold(before) ? text : undefined;
  return filled({
    tag: seen.tag,
    type: seen.type,
    role: seen.role,
    testHooks: entries(seen.testHooks, known.testHooks),
    id: builtIn(seen.id) ? seen.id : same(seen.id, known.id),
    name: builtIn(seen.name) ? seen.name : same(seen.name, known.name),
    attributes: entries(seen.attributes, known.attributes),
    classes: seen.classes?.filter(builtIn),
    icon: seen.icon?.filter((told) => !told.startsWith("file:") && (builtIn(told) || /^(drawn|starts):/.test(told))),
    accessibleName: word(seen.accessibleName, known.accessibleName),
    text: same(seen.text, known.text),
    label: word(seen.label, known.label),
    heading: same(seen.heading, known.heading),
    landmark: same(seen.landmark, known.landmark) ?? seen.landmark?.split(" ")[0],
    cell: filled({ column: same(seen.cell?.column, known.cell?.column), row: same(seen.cell?.row, known.cell?.row) }),
    path: seen.path?.map(pathStep),
    position: seen.position,
    beside: seen.beside,
    shape: seen.shape,
    language: seen.language,
  }) as Evidence;
}

/** An identifier that looks like part of the app rather than of a record. */
const builtIn = (value: string | undefined): boolean => !!value && /^[^\s@]{1,60}$/.test(value) && !/\d\d/.test(value);

const pathStep = (step: string): string => {
  const [, tokens = "", nth = ""] = /^(.*?)(:\d+)?$/.exec(step)!;
  return tokens.replace(/([.#])([^.#]+)/g, (all, _, token: string) => (builtIn(token) ? all : "")) + nth;
};

function entries(seen: Record<string, string> = {}, known: Record<string, string> = {}): Record<string, string> {
  const allowed = ([name, value]: [string, string]): boolean =>
    known[name] === value || (!isWorded(name) && !/^(href|action|value|content)$/.test(name) && builtIn(value));
  return Object.fromEntries(Object.entries(seen).filter(allowed));
}

/** The same without empty fields. */
function filled<T extends object>(fields: T): Partial<T> {
  const says = (value: unknown): boolean => value !== undefined && value !== "" && (typeof value !== "object" || Object.keys(value!).length > 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => says(value))) as Partial<T>;
}
