/** Targets on the page. The hooks in the snippet answer most; the whole finder is fetched when they cannot tell. */
import { glance } from "../target/hooks";
import type { Target } from "../steps/contract";
import type { Parts } from "./parts";

type Finder = typeof import("../target/entry");

export interface Find {
  (target: Target): Element | null | undefined;
  /** The whole finder, once it was needed. */
  whole?: Finder | undefined;
}

export function finderWith({ load }: Parts): Find {
  const find: Find = (target) => {
    const found = glance(target, document);
    if (found !== undefined) return found;
    if (find.whole) return find.whole.locate(target, document);
    void load<Finder>("finder.mjs").then((loaded) => (find.whole = loaded));
    return undefined;
  };
  return find;
}
