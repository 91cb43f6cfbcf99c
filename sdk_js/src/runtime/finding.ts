/** Targets on the page. The hooks in the snippet answer most; the whole finder is fetched when they cannot tell. */
import { glance } from "../target/hooks";
import type { Target } from "../steps/contract";
import type { Parts } from "./parts";

type Finder = typeof import("../target/entry");

export function finderWith({ load }: Parts): (target: Target) => Element | null | undefined {
  let finder: Finder | undefined;
  return (target) => {
    const found = glance(target, document);
    if (found !== undefined) return found;
    if (finder) return finder.locate(target, document);
    void load<Finder>("finder.mjs").then((loaded) => (finder = loaded));
    return undefined;
  };
}
