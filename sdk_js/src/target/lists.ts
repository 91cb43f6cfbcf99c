/**
 * Long lists of elements, gone through by index: an iterator, as `queryAll` and `innerRoots` use it, takes three times as
 * long. Apart from `roots.ts` because only the scoring meets lists that long, and the snippet counts its bytes.
 */
import { innerRoot, type Root } from "./roots";

/** Elements in the order of the page, whether gone through already or not. */
export type ElementList = ArrayLike<Element> & Iterable<Element>;

/**
 * What a selector finds, before its elements are touched; a bad selector finds nothing. The browser answers one tag, class
 * or attribute from a plain walk, and takes ten times as long for a list of selectors: ask for one at a time.
 */
export function queryList(root: Root, selector: string): ElementList {
  try {
    return root.querySelectorAll(selector);
  } catch {
    return [];
  }
}

/** The same, gone through. */
export const listAll = (root: Root, selector: string): Element[] => cut(queryList(root, selector));

/** The elements from one place to another. */
export function cut(list: ElementList, from = 0, to = list.length): Element[] {
  const elements: Element[] = [];
  for (let i = Math.max(0, from); i < Math.min(to, list.length); i++) elements.push(list[i]!);
  return elements;
}

/** The trees directly inside this one. */
export const treesInside = (root: Root): Root[] => listAll(root, "*").map(innerRoot).filter((tree) => tree !== null);

/** The document a root belongs to or is. */
export const pageOf = (root: Root): Document => root.ownerDocument ?? (root as Document);
