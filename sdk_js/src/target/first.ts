/** First evidence: hooks that name the element outright, in all trees of the page. What it cannot settle goes to the scoring in `locate.ts`. */
import { GUIDE_ID, type Descriptor, type ScopeStep } from "./descriptor";
import { attribute, byHooks, settle, type FirstAnswer } from "./hooks";
import { innerRoot, innerRoots, queryAll, queryDeep, stepInside, type Root } from "./roots";

export type { FirstAnswer } from "./hooks";

/** Whether a name stands for one thing only: "tab-3" says where, not what. */
export const namesOneThing = (value: string): boolean => !/(^|[^a-z\d])\d+([^a-z\d]|$)/i.test(value);

/** `inner`: finds the trees inside the root, a walk over the whole page; who asks again and again may remember them. */
export function locateFast(descriptor: Descriptor, root: Root, inner: (root: Root) => Root[] = innerRoots): FirstAnswer {
  const { guideId, selector, evidence, inside } = descriptor;
  if (guideId) {
    const answer = settle(everywhere(root, attribute(GUIDE_ID, guideId), inner), true);
    if (answer) return answer;
  }
  if (selector) return settle(queryDeep(root, selector), true) ?? null;
  if (!evidence) return guideId ? null : undefined;
  const tree = scopeRoot(root, descriptor.scope);
  if (!tree) return undefined;
  const hooked = byHooks(descriptor, tree, descriptor.mode === "any");
  const answer = hooked === undefined ? byName(descriptor, tree) : hooked;
  return answer ? stepInside(answer, inside) : answer;
}

/** By a form control's name, the least trusted hook: not in the snippet itself. */
function byName({ evidence, mode }: Descriptor, tree: Root): FirstAnswer {
  const { tag, name, attributes } = evidence!;
  if (!name || !namesOneThing(name)) return undefined;
  const value = attributes?.["value"];
  return settle(queryAll(tree, tag + attribute("name", name) + (value ? attribute("value", value) : "")), mode === "any");
}

function everywhere(root: Root, selector: string, inner: (root: Root) => Root[]): Element[] {
  const found = queryAll(root, selector);
  return found.length ? found : inner(root).flatMap((tree) => everywhere(tree, selector, innerRoots));
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
