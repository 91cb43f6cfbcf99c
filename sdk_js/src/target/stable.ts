/** Telling names that people gave from names that machines made. */

const LONG = 60;
const REMEMBERED = 4000;
const verdicts = new Map<string, boolean>();
const classLists = new Map<string, string[]>();

/** Whether an id, name or attribute value looks meant rather than generated. */
export function looksMeant(value: string): boolean {
  if (!value || value.length > LONG) return false;
  return remember(verdicts, value, judge);
}

/** Class names that look meant, state ("active", "is-open") left out. */
export function meantClasses(element: Element): readonly string[] {
  const list = element.getAttribute("class");
  return list ? remember(classLists, list, keepMeant) : [];
}

/** The same few names come again and again on a page. */
function remember<T>(known: Map<string, T>, key: string, make: (key: string) => T): T {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size > REMEMBERED) known.clear();
    known.set(key, (value = make(key)));
  }
  return value;
}

const STATE = /^(is|has|ng|v)-|(^|[-_])(active|open(ed)?|closed?|selected|checked|focus(ed)?|hover(ed)?|disabled|enabled|hidden|show(n|ing)?|hide|visible|collapsed?|expanded|loading|current|dirty|touched|valid|invalid|pristine)$/i;

const keepMeant = (list: string): string[] => list.split(/\s+/).filter((token) => looksMeant(token) && !STATE.test(token));

function judge(value: string): boolean {
  if (/^:|:$|«|»|\s/.test(value)) return false;
  const words = splitWords(value);
  return words.length > 0 && words.every(isWord) && !choppy(words);
}

/** "userName-2__row" → user, Name, 2, row. Letters beyond ASCII are letters of words. */
function splitWords(value: string): string[] {
  return value.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[^a-zA-Z0-9\x80-\uffff]+/).filter(Boolean);
}

/** One or two digits may count things; letters mixed with digits, long numbers and vowel-less heaps are generated. */
function isWord(word: string): boolean {
  if (/^\d+$/.test(word)) return word.length < 3;
  return /^[^\d]+\d{0,2}$/.test(word) && pronounceable(word.replace(/\d+$/, ""));
}

function pronounceable(letters: string): boolean {
  if (/[\x80-\uffff]/.test(letters)) return true;
  if (/[A-Z]{2}[a-z]+[A-Z]|[A-Z]{4,}[a-z]/.test(letters)) return false;
  return letters.length < 5 || (/[aeiouy]/i.test(letters) && rarePairs(letters.toLowerCase()) < 2);
}

/** Letters that commonly follow a letter, in names people give: after "q" come e, i, t, u. */
const FOLLOWS = "abcdgijklmnpqrstuvwy baefijlmorsu cacehiklorstuy dacdefgijlmorstuvy eabcdefghlmnpqrstuvwxy faefilortuvy gaeghilnorstu haeilotu iabcdefglmnoprstuvxz jaesu kbdegipstwy labcdeilopstuy mabeilmnops nabcdefgijklmnopstuvy oabcdgiklmnoprstuvwxyz pabdeilnoprstuyz qeitu racdefgiklmnorstuvy sabcehiklmopqstuvwy tacdehilmoprstuwy uabcdegilmnpqrst vaegiy waehinoprs xcdeijptx yabeklnopst zaeou";
const COMMON = new Map(FOLLOWS.split(" ").map((row) => [row[0]!, row.slice(1)]));

function rarePairs(letters: string): number {
  let rare = 0;
  for (let i = 1; i < letters.length; i++) if (!COMMON.get(letters[i - 1]!)?.includes(letters[i]!)) rare++;
  return rare;
}

/** "xKvLpQ" → x Kv Lp Q: many crumbs are no words. */
function choppy(words: string[]): boolean {
  const crumbs = words.filter((w) => !/^\d+$/.test(w));
  return crumbs.length > 2 && crumbs.join("").length / crumbs.length < 2.2;
}
