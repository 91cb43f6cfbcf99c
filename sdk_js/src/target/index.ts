/** The element finder: describe an element now, find the same one later. */
export { describe } from "./describe";
export type { Descriptor, Evidence } from "./descriptor";
export { explain, matches, type Candidate, type Explanation } from "./explain";
export { locateFast, type FirstAnswer } from "./first";
export { locate } from "./locate";
export type { Root } from "./roots";
export { waitFor, type WaitOptions } from "./wait";
