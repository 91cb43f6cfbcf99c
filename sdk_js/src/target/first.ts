/**
 * First evidence: hooks that name the element outright. Small and cheap, so it is part of the snippet; what it cannot
 * settle goes to the scoring in `locate.ts`, which may load on demand.
 */
import { GUIDE_ID, type Descriptor, type Evidence, type ScopeStep } from "./descriptor";
import { innerRoot, innerRoots, isShown, queryAll, queryDeep, stepInside, type Root } from "./roots";

/** An element: found. `null`: known not to be there. `undefined`: these hooks cannot tell, ask the scoring. */
export type FirstAnswer = Element | null | undefined;

/** `inner`: finds the trees inside the root, a walk over the whole page; who asks again and again may remember them. */
export function locateFast(descriptor: Descriptor, root: Root, inner: (root: Root) => Root[] = innerRoots): FirstAnswer {
  const { guideId, selector, evidence, inside } = descriptor;
  if (guideId) {
    const answer = settle(everywhere(root, attribute(GUIDE_ID, guideId), inner), true);
    if (answer) return answer;
  }
  if (selector) return settle(queryDeep(root, selector), true) ?? null;
  if (!evidence) return guideId ? null : undefined;
  const answer = byHooks(descriptor, scopeRoot(root, descriptor.scope));
  return answer && stepInside(answer, inside);
}

function byHooks(descriptor: Descriptor, root: Root | null): FirstAnswer {
  if (!root) return undefined;
  for (const hook of hooks(descriptor)) {
    const answer = settle(queryAll(root, hook), descriptor.mode === "any");
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Selectors of the hooks, the most trusted first. */
function hooks({ prefer, evidence }: Descriptor): string[] {
  const selectors = prefer ? [attribute(prefer.attribute, prefer.value)] : [];
  if (!evidence) return selectors;
  for (const [name, value] of Object.entries(evidence.testHooks ?? {})) selectors.push(attribute(name, value));
  if (evidence.id) selectors.push(evidence.tag + attribute("id", evidence.id));
  if (evidence.name && namesOneThing(evidence.name)) selectors.push(named(evidence, evidence.name));
  return selectors;
}

/** Whether a name stands for one thing only: "tab-3" says where, not what. */
export const namesOneThing = (value: string): boolean => !/(^|[^a-z\d])\d+([^a-z\d]|$)/i.test(value);

function named({ tag, attributes }: Evidence, name: string): string {
  const value = attributes?.["value"];
  return tag + attribute("name", name) + (value ? attribute("value", value) : "");
}

/** One shown match is the answer; matches that are all hidden mean "not there now"; none or several settle nothing. */
function settle(matches: Element[], takeFirst: boolean): FirstAnswer {
  if (!matches.length) return undefined;
  const shown = matches.filter(isShown);
  if (!shown.length) return null;
  return shown.length === 1 || takeFirst ? shown[0] : undefined;
}

function everywhere(root: Root, selector: string, inner: (root: Root) => Root[]): Element[] {
  const found = queryAll(root, selector);
  return found.length ? found : inner(root).flatMap((tree) => everywhere(tree, selector, innerRoots));
}

function attribute(name: string, value: string): string {
  return `[${CSS.escape(name)}="${CSS.escape(value)}"]`;
}

/** Tells the host among several of its tag, from its evidence. */
export type ChooseHost = (step: ScopeStep, root: Root) => Element | null;

/** The tree a scope leads to, or null when a border on the way is gone or only `choose` could tell which it is. */
export function scopeRoot(root: Root, scope: ScopeStep[] = [], choose: ChooseHost = () => null): Root | null {
  let here: Root | null = root;
  for (const step of scope) here = here && enter(here, step, choose);
  return here;
}

function enter(root: Root, step: ScopeStep, choose: ChooseHost): Root | null {
  const hosts = queryAll(root, step.tag).filter(innerRoot);
  const named = hosts.filter((h) => (step.id ? h.id === step.id : !step.name || h.getAttribute("name") === step.name));
  const only = named.length === 1 ? named[0] : hosts.length === 1 ? hosts[0] : undefined;
  const host = only ?? (step.evidence ? choose(step, root) : hosts[step.nth]);
  return host ? innerRoot(host) : null;
}
