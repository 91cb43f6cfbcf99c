/** Making a descriptor while the author picks. */
import { GUIDE_ID, TEST_HOOKS, type Descriptor, type Evidence, type ScopeStep } from "./descriptor";
import { iconOf } from "./icon";
import { accessibleName, labelOf, roleOf } from "./role";
import type { Root } from "./roots";
import { looksMeant, meantClasses } from "./stable";
import { alike, cellOf, headingOf, landmarkOf, neighboursOf, nthOf, pathOf, shapeOf } from "./surroundings";
import { vocabularyOf } from "./vocabulary";
import { tidy, wordsOf } from "./words";

const BUDGET = 1450;

/** Everything worth remembering of an element, in at most 1.5 KB of JSON. */
export function describe(element: Element): Descriptor {
  const descriptor: Descriptor = { evidence: evidenceOf(element) };
  const guideId = element.getAttribute(GUIDE_ID);
  if (guideId) descriptor.guideId = guideId;
  const scope = scopeOf(element);
  if (scope.length) descriptor.scope = scope;
  fit(descriptor);
  return descriptor;
}

function evidenceOf(element: Element): Evidence {
  const role = roleOf(element);
  const name = accessibleName(element, role);
  const text = wordsOf(element);
  const root = element.getRootNode() as Root;
  const peers = alike(element, root);
  return filled({
    tag: element.localName,
    type: element.getAttribute("type") ?? "",
    role,
    testHooks: testHooks(element),
    id: looksMeant(element.id) ? element.id : "",
    name: meantAttribute(element, "name"),
    attributes: attributesOf(element),
    classes: meantClasses(element).slice(0, 6),
    icon: iconOf(element),
    accessibleName: name,
    text: text === name ? "" : text,
    label: differs(labelOf(element), name),
    heading: headingOf(element),
    neighbours: filled(neighboursOf(element)),
    landmark: landmarkOf(element),
    cell: filled(cellOf(element) ?? {}),
    path: pathOf(element),
    position: { ...nthOf(element), rank: peers.indexOf(element), among: peers.length },
    shape: shapeOf(element),
    language: element.ownerDocument.documentElement.lang,
    vocabulary: vocabularyOf(element.ownerDocument),
  });
}

/** The same object without its empty fields. */
function filled<T extends object>(fields: T): T {
  const kept = Object.entries(fields).filter(([, v]) => v !== "" && v != null && (typeof v !== "object" || Object.keys(v).length));
  return Object.fromEntries(kept) as T;
}

const differs = (words: string, from: string): string => (words === from ? "" : words);

function testHooks(element: Element): Record<string, string> {
  const hooks: Record<string, string> = {};
  for (const name of TEST_HOOKS) {
    const value = element.getAttribute(name);
    if (value) hooks[name] = value;
  }
  return hooks;
}

function meantAttribute(element: Element, name: string): string {
  const value = element.getAttribute(name) ?? "";
  return looksMeant(value) ? value : "";
}

const ELSEWHERE = new Set(["id", "class", "style", "name", "type", "role", "tabindex", "dir", "src", "srcset", GUIDE_ID, ...TEST_HOOKS]);
const STATE = /^(aria-(selected|expanded|checked|pressed|current|disabled|hidden|busy|invalid|valuenow|valuetext|activedescendant|controls|owns|describedby|labelledby)|data-(state|value|index|key)|on.*|checked|disabled|selected|open|hidden|value|d|width|height)$/;
const VALUE_COUNTS = /^(radio|checkbox|submit|button|reset)$/;

/** Attributes that tell what it is, not the state it is in. */
export function attributesOf(element: Element): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    if (ELSEWHERE.has(name) || !keeps(element, name, value)) continue;
    kept[name] = attributeValue(name, value);
    if (Object.keys(kept).length === 8) break;
  }
  return kept;
}

function keeps(element: Element, name: string, value: string): boolean {
  if (!value || name.length > 30) return false;
  if (name === "value") return element.localName === "option" || VALUE_COUNTS.test(element.getAttribute("type") ?? "");
  if (/^(title|alt|placeholder|aria-label|href|action)$/.test(name)) return true;
  return !STATE.test(name) && (/\s/.test(value) || looksMeant(value));
}

function attributeValue(name: string, value: string): string {
  return name === "href" || name === "action" ? hrefPattern(value) : tidy(value).slice(0, 50);
}

/** Where a link leads without host, query and the numbers of records: "/orders/#/edit". */
function hrefPattern(href: string): string {
  return href.replace(/^[a-z]+:\/\/[^/]+/i, "").split("?")[0]!.replace(/\/(\d+|[0-9a-f-]{16,})(?=\/|$)/gi, "/#").slice(-60);
}

function scopeOf(element: Element): ScopeStep[] {
  const scope: ScopeStep[] = [];
  for (let root = element.getRootNode() as Root; ; ) {
    const host = hostOf(root);
    if (!host) return scope;
    scope.unshift(stepInto(host, "host" in root));
    root = host.getRootNode() as Root;
  }
}

function hostOf(root: Root): Element | null {
  if ("host" in root) return root.host as Element;
  try {
    return (root as Document).defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

function stepInto(host: Element, shadow: boolean): ScopeStep {
  const peers = [...(host.getRootNode() as Root).querySelectorAll(host.localName)];
  const id = looksMeant(host.id) ? { id: host.id } : {};
  const name = host.getAttribute("name");
  return { via: shadow ? "shadow" : "frame", tag: host.localName, ...id, ...(name ? { name } : {}), nth: peers.indexOf(host) };
}

/** Drops the least telling evidence until the descriptor fits. */
function fit(descriptor: Descriptor): void {
  const evidence = descriptor.evidence!;
  for (const field of ["vocabulary", "text", "heading", "neighbours", "shape", "attributes"] as const) {
    if (size(descriptor) <= BUDGET) return;
    if (field === "attributes") evidence.attributes = Object.fromEntries(Object.entries(evidence.attributes ?? {}).slice(0, 3));
    else delete evidence[field];
  }
  while (size(descriptor) > BUDGET && evidence.path?.length) evidence.path.pop();
}

const size = (descriptor: Descriptor): number => new TextEncoder().encode(JSON.stringify(descriptor)).length;
