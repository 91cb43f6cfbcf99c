import { listAll } from "./lists";
import type { Root } from "./roots";

/** Places among siblings. A search asks for the same parents again and again, so it keeps them for its duration. */
export interface Place {
  nth: number;
  of: number;
}

/** Remembers places while one search lasts; the page must not change meanwhile. */
export class Places {
  private readonly counted = new Map<Element, Map<Element, Place>>();
  private readonly read = new Map<string, Map<Element, string>>();
  private readonly treeOf = new Map<string, Root>();
  private readonly found = new Map<string, Element[]>();
  private labelled: { all: readonly Element[]; byId: Map<string, HTMLLabelElement[]> } | undefined;

  /** Place among siblings with the same tag, from 0, and how many there are. */
  of(element: Element): Place {
    const parent = element.parentElement;
    if (!parent) return { nth: 0, of: 1 };
    let places = this.counted.get(parent);
    if (!places) this.counted.set(parent, (places = countChildren(parent)));
    return places.get(element) ?? { nth: 0, of: 1 };
  }

  /** What `read` says of an element, asked once a search. */
  once(what: string, element: Element, read: (element: Element) => string): string {
    let known = this.read.get(what);
    if (!known) this.read.set(what, (known = new Map()));
    let words = known.get(element);
    if (words === undefined) known.set(element, (words = read(element)));
    return words;
  }

  /** Everything a selector finds in the element's tree, in order. */
  all(element: Element, selector: string): readonly Element[] {
    const tree = element.getRootNode() as Root;
    if (this.treeOf.get(selector) !== tree) {
      this.treeOf.set(selector, tree);
      this.found.set(selector, listAll(tree, selector));
    }
    return this.found.get(selector)!;
  }

  /** The labels of the element's tree by the id they point at. */
  labels(element: Element): Map<string, HTMLLabelElement[]> {
    const all = this.all(element, "label[for]") as readonly HTMLLabelElement[];
    if (this.labelled?.all !== all) this.labelled = { all, byId: new Map() };
    const { byId } = this.labelled!;
    if (!byId.size) for (const label of all) byId.set(label.htmlFor, [...(byId.get(label.htmlFor) ?? []), label]);
    return byId;
  }

  /** Place among all elements a selector finds in the element's tree. */
  rank(element: Element, selector: string): { rank: number; among: number } {
    const peers = this.all(element, selector);
    return { rank: peers.indexOf(element), among: peers.length };
  }
}

function countChildren(parent: Element): Map<Element, Place> {
  const places = new Map<Element, Place>();
  const byTag = new Map<string, Place[]>();
  for (let child = parent.firstElementChild; child; child = child.nextElementSibling) {
    let same = byTag.get(child.localName);
    if (!same) byTag.set(child.localName, (same = []));
    const place = { nth: same.length, of: 0 };
    same.push(place);
    places.set(child, place);
  }
  for (const same of byTag.values()) for (const place of same) place.of = same.length;
  return places;
}
