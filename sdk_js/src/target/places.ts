import { listAll, queryList, type ElementList } from "./lists";
import type { Root } from "./roots";

/** Places among siblings. A search asks for the same parents again and again, so it keeps them for its duration. */
export interface Place {
  nth: number;
  of: number;
}

/** Remembers places while one search lasts; the page must not change meanwhile. */
export class Places {
  private readonly counted = new Map<Element, Map<string, Element[]>>();
  private readonly read = new Map<string, Map<Element, string>>();
  private readonly kinds = new Map<string, { tree: Root; list: ElementList }>();
  private labelled: { tree: Root; byId: Map<string, HTMLLabelElement[]> } | undefined;

  /** Place among siblings with the same tag, from 0, and how many there are. */
  of(element: Element): Place {
    const parent = element.parentElement;
    if (!parent) return { nth: 0, of: 1 };
    let places = this.counted.get(parent);
    if (!places) this.counted.set(parent, (places = childrenByTag(parent)));
    const alike = places.get(element.localName) ?? [element];
    return { nth: alike.indexOf(element), of: alike.length };
  }

  /** What `read` says of an element, asked once a search. */
  once(what: string, element: Element, read: (element: Element) => string): string {
    let known = this.read.get(what);
    if (!known) this.read.set(what, (known = new Map()));
    let words = known.get(element);
    if (words === undefined) known.set(element, (words = read(element)));
    return words;
  }

  /** The labels of the element's tree by the id they point at. */
  labels(element: Element): Map<string, HTMLLabelElement[]> {
    const tree = element.getRootNode() as Root;
    if (this.labelled?.tree !== tree) this.labelled = { tree, byId: labelsIn(tree) };
    return this.labelled!.byId;
  }

  /** Place among all elements a selector finds in the element's tree. */
  rank(element: Element, selector: string): { rank: number; among: number } {
    const tree = element.getRootNode() as Root;
    let kind = this.kinds.get(selector);
    if (kind?.tree !== tree) this.kinds.set(selector, (kind = { tree, list: queryList(tree, selector) }));
    return { rank: placeIn(kind!.list, element), among: kind!.list.length };
  }
}

function labelsIn(tree: Root): Map<string, HTMLLabelElement[]> {
  const byId = new Map<string, HTMLLabelElement[]>();
  for (const label of listAll(tree, "label[for]") as HTMLLabelElement[]) byId.set(label.htmlFor, [...(byId.get(label.htmlFor) ?? []), label]);
  return byId;
}

/** Where an element is in a list in the order of the page, by halving: most of a long list is never touched. -1: not in it. */
function placeIn(list: ElementList, element: Element): number {
  let from = 0;
  let to = list.length - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    if (list[middle] === element) return middle;
    if (list[middle]!.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) from = middle + 1;
    else to = middle - 1;
  }
  return -1;
}

/** The children of a parent by their tag. */
function childrenByTag(parent: Element): Map<string, Element[]> {
  const byTag = new Map<string, Element[]>();
  for (let child = parent.firstElementChild; child; child = child.nextElementSibling) {
    const alike = byTag.get(child.localName);
    if (alike) alike.push(child);
    else byTag.set(child.localName, [child]);
  }
  return byTag;
}
