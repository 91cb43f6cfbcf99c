/**
 * Long lists of elements, gone through by index: an iterator, as `queryAll` and `innerRoots` use it, takes three times as
 * long. Apart from `roots.ts` because only the scoring meets lists that long, and the snippet counts its bytes.
 */
import { innerRoot, type Root } from "./roots";

/** Everything a selector finds; a bad selector finds nothing. */
export function listAll(root: Root, selector: string): Element[] {
  const elements: Element[] = [];
  try {
    const found = root.querySelectorAll(selector);
    for (let i = 0; i < found.length; i++) elements.push(found[i]!);
  } catch {
    return [];
  }
  return elements;
}

/** The trees directly inside this one. */
export const treesInside = (root: Root): Root[] => listAll(root, "*").map(innerRoot).filter((tree) => tree !== null);

/** The document a root belongs to or is. */
export const pageOf = (root: Root): Document => root.ownerDocument ?? (root as Document);
