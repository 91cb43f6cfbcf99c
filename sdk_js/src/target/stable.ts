/** Telling names that people gave from names that machines made. */

const LONG = 60;

/** Whether an id, name or attribute value looks meant rather than generated. */
export function looksMeant(value: string): boolean {
  if (!value || value.length > LONG || /^:|:$|«|»|\s/.test(value)) return false;
  const words = splitWords(value);
  return words.length > 0 && words.every(isWord) && !choppy(words);
}

/** Whether a meant name also names one thing only: "tab-3" says where, not what. */
export function namesOneThing(value: string): boolean {
  return looksMeant(value) && !splitWords(value).some((word) => /^\d+$/.test(word));
}

/** Class names that look meant, state ("active", "is-open") left out. */
export function meantClasses(element: Element): string[] {
  const kept: string[] = [];
  for (const token of element.classList) if (looksMeant(token) && !STATE.test(token)) kept.push(token);
  return kept;
}

const STATE = /^(is|has|ng|v)-|(^|[-_])(active|open(ed)?|closed?|selected|checked|focus(ed)?|hover(ed)?|disabled|enabled|hidden|show(n|ing)?|hide|visible|collapsed?|expanded|loading|current|dirty|touched|valid|invalid|pristine)$/i;

/** "userName-2__row" → user, Name, 2, row. */
function splitWords(value: string): string[] {
  return value.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** One or two digits may count things; letters mixed with digits, long numbers and vowel-less heaps are generated. */
function isWord(word: string): boolean {
  if (/^\d+$/.test(word)) return word.length < 3;
  return /^\p{L}+\d{0,2}$/u.test(word) && pronounceable(word.replace(/\d+$/, ""));
}

function pronounceable(letters: string): boolean {
  if (/[^\x00-\x7f]/.test(letters)) return true;
  if (/[A-Z]{2}[a-z]+[A-Z]|[A-Z]{4,}[a-z]/.test(letters)) return false;
  return letters.length < 5 || (/[aeiouy]/i.test(letters) && !/[bcdfghjklmnpqrstvwxz]{6}/i.test(letters));
}

/** "xKvLpQ" → x Kv Lp Q: many crumbs are no words. */
function choppy(words: string[]): boolean {
  const crumbs = words.filter((w) => !/^\d+$/.test(w));
  return crumbs.length > 2 && crumbs.join("").length / crumbs.length < 2.2;
}
