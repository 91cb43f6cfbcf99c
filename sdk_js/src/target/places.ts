/** Places among siblings. A search asks for the same parents again and again, so it keeps them for its duration. */
export interface Place {
  nth: number;
  of: number;
}

/** Remembers places while one search lasts; the page must not change meanwhile. */
export class Places {
  private readonly counted = new Map<Element, Map<Element, Place>>();
  private readonly read = new Map<string, Map<Element, string>>();
  private readonly ranked = new Map<string, Element[]>();

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

  /** Place among all elements a selector finds in the element's tree. */
  rank(element: Element, selector: string): { rank: number; among: number } {
    let peers = this.ranked.get(selector);
    if (!peers) this.ranked.set(selector, (peers = [...(element.getRootNode() as ParentNode).querySelectorAll(selector)]));
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
