/** Targets on the page. The hooks in the snippet answer most; the whole finder is fetched when they cannot tell. */
import { glance } from "../target/hooks";
import type { Target } from "../steps/contract";
import type { Parts } from "./parts";

type Finder = typeof import("../target/entry");

export interface Find {
  /** `event`: of several that the target may mean, the one it happened to. */
  (target: Target, event?: Event): Element | null | undefined;
  /** The whole finder, once it was needed. */
  whole?: Finder | undefined;
}

export function finderWith({ load }: Parts): Find {
  const find: Find = (target, event) => {
    const found = glance(target, document);
    if (found !== undefined) return found;
    if (find.whole) return find.whole.locate(target, document, event?.composedPath());
    void load<Finder>("finder.mjs").then((loaded) => (find.whole = loaded));
    return undefined;
  };
  return find;
}
