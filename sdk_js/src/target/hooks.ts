/** The hooks that name an element outright, looked up in one tree: the part of the finder that is in the snippet itself. */
import { GUIDE_ID, type Descriptor } from "./descriptor";
import { isShown, queryAll, type Root } from "./roots";

/** An element: found. `null`: known not to be there. `undefined`: these hooks cannot tell, ask the scoring. */
export type FirstAnswer = Element | null | undefined;

/** What the hooks say about the page's own tree; undefined also when the way leads into another, or when one of several is meant. */
export function glance(descriptor: Descriptor, root: Root): FirstAnswer {
  const { guideId, selector, scope, inside, mode } = descriptor;
  if (guideId) return settle(queryAll(root, attribute(GUIDE_ID, guideId)), true) || undefined;
  if (mode === "any" || scope || inside || selector?.includes(">>>")) return undefined;
  return selector ? (settle(queryAll(root, selector), true) ?? null) : byHooks(descriptor, root);
}

export function byHooks(descriptor: Descriptor, root: Root, takeFirst?: boolean): FirstAnswer {
  for (const hook of hooks(descriptor)) {
    const answer = settle(queryAll(root, hook), takeFirst);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Whether one of the hooks names this element. */
export function isHookOf(descriptor: Descriptor, element: Element): boolean {
  return hooks(descriptor).some((hook) => element.matches(hook));
}

/** Selectors of the hooks, the most trusted first. */
function hooks({ prefer, evidence }: Descriptor): string[] {
  const selectors = prefer ? [attribute(prefer.attribute, prefer.value)] : [];
  if (!evidence) return selectors;
  for (const [name, value] of Object.entries(evidence.testHooks ?? {})) selectors.push(attribute(name, value));
  if (evidence.id) selectors.push(evidence.tag + attribute("id", evidence.id));
  return selectors;
}

/** One shown match is the answer; matches that are all hidden mean "not there now"; none or several settle nothing. */
export function settle(matches: Element[], takeFirst?: boolean): FirstAnswer {
  if (!matches.length) return undefined;
  const shown = matches.filter(isShown);
  if (!shown.length) return null;
  return shown.length === 1 || takeFirst ? shown[0] : undefined;
}

export function attribute(name: string, value: string): string {
  return `[${CSS.escape(name)}="${CSS.escape(value)}"]`;
}
