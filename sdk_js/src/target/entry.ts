/** `dist/finder.mjs`: the finder as a module of its own. */
export { describe } from "./describe";
export { explain } from "./explain";
export { locate } from "./locate";
export { told } from "./witness";
