/** All the text of a tree at once, which the browser gives in a fraction of the time that going through its nodes takes. */
import type { Root } from "./roots";

/** Remembers texts while one search lasts. */
export class Texts {
  private readonly known = new Map<Root, string>();

  /** What stands in a tree, as it is in the markup: what stands side by side runs together. */
  of(root: Root): string {
    let text = this.known.get(root);
    if (text === undefined) this.known.set(root, (text = bodyOf(root)?.textContent ?? ""));
    return text;
  }
}

/** Where the text of a root is: a document itself has none. */
export const bodyOf = (root: Root): Node | null => ("body" in root ? (root as Document).body : root);

/** How often some words stand in a text; counting stops at `most`. */
export function countIn(text: string, words: string, most: number): number {
  let count = 0;
  for (let at = words ? text.indexOf(words) : -1; at >= 0 && count < most; at = text.indexOf(words, at + words.length)) count++;
  return count;
}
