/** Content blocks as elements. Text stays text: nothing an author writes is ever parsed as HTML. */
import type { Setting } from "./box";
import type { Block, Button, Step } from "./contract";
import { h, type Child } from "./element";

/** Values of the variables that content uses, e.g. `person.name`. */
export type Values = Record<string, string>;
export type DrawBlock<B = Block> = (block: B, values: Values) => Child;
export type BlockKind = NonNullable<Block["type"]>;
export type Drawers = { [T in BlockKind]: DrawBlock<Extract<Block, { type?: T }>> };

export interface Shared {
  words(text: unknown, values: Values): Child[];
  progress(setting: Setting): Child;
  buttons(step: Step, setting: Setting): readonly Button[];
}

/** What most steps are made of; `rich.ts` brings the rest and completes the registry. */
export const DRAWERS: Partial<Drawers> & Shared = {
  heading: ({ text, level }, values) => h(level! > 2 ? "h3" : "h2", {}, ...DRAWERS.words(text, values)),
  text: ({ text }, values) => h("p", {}, ...DRAWERS.words(text, values)),
  words: (text) => [text as string],
  progress: ({ index, count }) => h("span", { class: "count" }, count > 1 && `${index + 1} / ${count}`),
  buttons: ({ buttons }) => buttons!,
};

export function draw(block: Block, values: Values): Child {
  return (DRAWERS[block.type!] as DrawBlock | undefined)?.(block, values);
}
