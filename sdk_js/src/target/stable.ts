/** Telling names that people gave from names that machines made. */

const LONG = 60;

/** Whether an id, name or attribute value looks meant rather than generated. */
export function looksMeant(value: string): boolean {
  if (!value || value.length > LONG || /^:|:$|«|»|\s/.test(value)) return false;
  const words = wordsOf(value);
  return words.length > 0 && words.every(isWord);
}

/** Whether a meant name also names one thing only: "tab-3" says where, not what. */
export function namesOneThing(value: string): boolean {
  return looksMeant(value) && !wordsOf(value).some((word) => /^\d+$/.test(word));
}

/** Class names that look meant, state ("active", "is-open") left out. */
export function meantClasses(element: Element): string[] {
  const kept: string[] = [];
  for (const token of element.classList) if (looksMeant(token) && !STATE.test(token)) kept.push(token);
  return kept;
}

const STATE = /^(is|has)-|(^|[-_])(active|open(ed)?|closed?|selected|checked|focus(ed)?|hover(ed)?|disabled|hidden|show|collapsed|expanded|loading|current|mod-(active|current|hidden|disabled|selected))$/i;

/** "userName-2__row" → user, Name, 2, row. */
function wordsOf(value: string): string[] {
  return value.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[^\p{L}\p{N}]+|\s+/u).filter(Boolean);
}

/** One digit may count things; letters mixed with digits, long numbers, hex and vowel-less heaps are generated. */
function isWord(word: string): boolean {
  if (/^\d+$/.test(word)) return word.length < 3;
  if (/^\p{L}+\d{0,2}$/u.test(word)) return pronounceable(word);
  return false;
}

function pronounceable(word: string): boolean {
  const letters = word.replace(/\d+$/, "");
  if (/[^\x00-\x7f]/.test(letters) || letters.length < 5) return !/[a-z][A-Z]|[A-Z]{2,}[a-z]/.test(letters);
  return !/[bcdfghjklmnpqrstvwxz]{5}|[a-z][A-Z]/i.test(letters.toLowerCase()) && /[aeiouy]/i.test(letters);
}
