/** Words on and around an element, read without touching layout or values people typed. */
import type { Root } from "./roots";

const LONGEST = 60;
const SILENT = /^(script|style|template|noscript|svg|select|textarea)$/i;

export function tidy(words: string): string {
  return words.replace(/\s+/g, " ").trim();
}

const folded = new Map<string, string>();

/** Comparable form: case, decoration and counters ("Inbox (3)") do not count. */
export function fold(words: string): string {
  let form = folded.get(words);
  if (form === undefined) {
    if (folded.size > 3000) folded.clear();
    folded.set(words, (form = foldAnew(words)));
  }
  return form;
}

function foldAnew(words: string): string {
  return words.toLowerCase().replace(/\(?\d+\)?/g, "#").replace(/[\s.:…*–—-]+/g, " ").trim();
}

/** Visible words of a subtree, cut after `longest` characters; the walk stops there too, whatever the subtree's size. */
export function wordsOf(node: Node, longest = LONGEST): string {
  let words = "";
  const visit = (parent: Node): void => {
    for (let child = parent.firstChild; child && words.length < longest; child = child.nextSibling) {
      if (child.nodeType === 3) words += child.nodeValue;
      else if (child.nodeType === 1 && !SILENT.test((child as Element).localName)) {
        words += " ";
        visit(child);
        words += " ";
      }
    }
  };
  visit(node);
  return tidy(words).slice(0, longest);
}

/** The words of elements named by an id list, e.g. aria-labelledby. */
export function wordsOfIds(element: Element, ids: string): string {
  const root = element.getRootNode() as Root & { getElementById?(id: string): Element | null };
  return tidy(ids.split(/\s+/).map((id) => { const e = root.getElementById?.(id); return e ? wordsOf(e) : ""; }).join(" "));
}
