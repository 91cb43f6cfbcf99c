/** Making a descriptor while the author picks. */
import { GUIDE_ID, type Descriptor, type Evidence, type ScopeStep } from "./descriptor";
import { fullEvidence } from "./evidence";
import { judge } from "./confidence";
import { componentOf, wayInside } from "./component";
import type { Root } from "./roots";
import { namesOneThing } from "./first";
import { looksMeant } from "./stable";
import { languagesOf, mainLanguage } from "./language";
import { pageName, sampleOf, spoken } from "./vocabulary";

const BUDGET = 1480;

/** Everything worth remembering of an element, in at most 1.5 KB of JSON. */
export function describe(element: Element): Descriptor {
  const descriptor = sketch(element);
  Object.assign(descriptor, judge(descriptor, element));
  fit(descriptor);
  return descriptor;
}

/** The same without judging what it is worth, which takes several looks at the whole page. */
export function sketch(element: Element): Descriptor {
  const subject = componentOf(element);
  const descriptor: Descriptor = { evidence: pageEvidence(subject) };
  if (subject !== element) descriptor.inside = wayInside(element);
  const guideId = element.getAttribute(GUIDE_ID);
  if (guideId) descriptor.guideId = guideId;
  const scope = scopeOf(subject);
  if (scope.length) descriptor.scope = scope;
  return descriptor;
}

function pageEvidence(element: Element): Evidence {
  const page = element.ownerDocument;
  const words = spoken(page);
  return filled({ ...fullEvidence(element), language: page.documentElement.lang, page: pageName(page), speaks: mainLanguage(languagesOf(words)), vocabulary: sampleOf(words) });
}

/** The same without empty fields, so that the descriptor is short and readable. */
function filled<T extends object>(fields: T): T {
  const kept = Object.entries(fields)
    .map(([key, value]) => [key, isRecord(value) ? filled(value) : value] as const)
    .filter(([, value]) => value !== "" && value != null && (typeof value !== "object" || Object.keys(value).length > 0));
  return Object.fromEntries(kept) as T;
}

const isRecord = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

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
    return null; // a frame of another origin around us
  }
}

function stepInto(host: Element, shadow: boolean): ScopeStep {
  const peers = [...(host.getRootNode() as Root).querySelectorAll(host.localName)];
  const step: ScopeStep = { via: shadow ? "shadow" : "frame", tag: host.localName, nth: peers.indexOf(host) };
  if (looksMeant(host.id) && namesOneThing(host.id)) step.id = host.id;
  const name = host.getAttribute("name");
  if (name) step.name = name;
  if (peers.length > 1 && !step.id && !name) step.evidence = filled(fullEvidence(host));
  return step;
}

/** What can be done without, the least telling first. */
const EXPENDABLE = ["vocabulary", "text", "page", "heading", "neighbours", "shape", "controls", "beside", "cell", "label", "landmark", "language", "icon"] as const;

/** Drops the least telling evidence until the descriptor fits, however long the page's names and values are. */
function fit(descriptor: Descriptor): void {
  const evidence = descriptor.evidence!;
  const over = (): boolean => size(descriptor) > BUDGET;
  for (const { evidence: ofHost } of descriptor.scope ?? []) if (ofHost && over()) shorten(ofHost, over);
  shorten(evidence, over);
  for (const [name, value] of Object.entries(evidence.testHooks ?? {})) if (over() && value.length > 60) delete evidence.testHooks![name];
  while (over() && evidence.classes?.length) evidence.classes.pop();
}

function shorten(evidence: Evidence, over: () => boolean): void {
  for (const field of EXPENDABLE) if (over()) delete evidence[field];
  const facts = Object.entries(evidence.attributes ?? {});
  while (over() && facts.length) facts.pop(), (evidence.attributes = Object.fromEntries(facts));
  while (over() && evidence.path?.length) evidence.path.pop();
}

const size = (descriptor: Descriptor): number => new TextEncoder().encode(JSON.stringify(descriptor)).length;
