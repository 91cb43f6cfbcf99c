/** Who on the page says the words of the described element, or the words that name its row: one walk over the page's texts. */
import type { Evidence } from "./descriptor";
import { pageOf } from "./lists";
import type { Root } from "./roots";
import { bodyOf, countIn, type Texts } from "./texts";

export interface Sayers {
  /** Elements of the kin that say exactly the words, or are labelled with them. */
  named: Element[];
  /** What stands together with the words of the row. */
  rows: Element[];
}

const NAMED_AT_MOST = 60;
const ROWS_AT_MOST = 6;
const LEVELS = 5;

/** `isKin`: whether an element could be meant at all. */
export function sayers(d: Evidence, root: Root, isKin: (element: Element) => boolean, texts: Texts): Sayers {
  const words = wordsSought(d);
  const key = d.cell?.row ?? "";
  // Of a name in several pieces of text the first word is looked for, the whole is compared where that is found.
  const probe = words && /\S+/.exec(d.accessibleName || d.text || "")![0];
  let names = countIn(texts.of(root), probe, NAMED_AT_MOST);
  let keys = countIn(texts.of(root), key, ROWS_AT_MOST);
  const named = new Set<Element>();
  const rows: Element[] = [];
  const walker = pageOf(root).createTreeWalker(bodyOf(root) ?? root, NodeFilter.SHOW_TEXT);
  while (names > 0 || keys > 0) {
    const node = walker.nextNode() as Text | null;
    if (!node) break;
    const data = node.data;
    if (names > 0 && data.includes(probe)) {
      names--;
      for (const element of saying(node, words, isKin)) named.add(element);
    }
    if (keys > 0 && data.includes(key)) {
      keys--;
      rows.push(...rowAround(node));
    }
  }
  return { named: [...named], rows };
}

/** The elements of the kin around a text that say nothing but the words, and the field it labels. */
function saying(text: Text, words: string, isKin: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  let element = text.parentElement;
  for (let level = 0; element && level < LEVELS; level++, element = element.parentElement) {
    const field = element.localName === "label" && (element as HTMLLabelElement).control;
    if (field && isKin(field)) found.push(field);
    if (!says(element, words)) break;
    if (isKin(element)) found.push(element);
  }
  return found;
}

function rowAround(text: Text): Element[] {
  const cell = text.parentElement?.closest("td,th,li,[role=row],[role=listitem],article");
  const row = cell?.closest("tr") ?? cell ?? text.parentElement?.parentElement;
  return row ? [row] : [];
}

/** The words by which the element is called, without spaces. */
export const wordsSought = (d: Evidence): string => squeeze(d.accessibleName || d.text || "");

/** Whether short content is exactly these words (spaces aside); long content is not even read. */
export function says(element: Element, words: string): boolean {
  if (element.childElementCount > 4) return false;
  const content = element.textContent;
  return content.length < words.length + 40 && squeeze(content) === words;
}

const squeeze = (words: string): string => words.replace(/\s+/g, "");
