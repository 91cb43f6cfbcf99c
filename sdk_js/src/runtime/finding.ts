/** Targets on the page. The hooks in `first.ts` answer most; the whole finder is fetched when they cannot tell. */
import { locateFast } from "../target/first";
import type { Target } from "../steps/contract";

type Finder = typeof import("../target/entry");

/** `base`: address of the folder with the snippet's parts. */
export function finderAt(base: string): (target: Target) => Element | null | undefined {
  let finder: Finder | undefined;
  let asked = false;
  return (target) => {
    const found = locateFast(target, document);
    if (found !== undefined) return found;
    if (finder) return finder.locate(target, document);
    if (!asked) import(base + "finder.mjs").then((loaded: Finder) => (finder = loaded), () => (asked = false));
    asked = true;
    return undefined;
  };
}
