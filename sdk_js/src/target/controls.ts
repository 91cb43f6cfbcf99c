/**
 * The controls before and after an element in the order of the page, each told in a few letters. A whole stretch of them
 * is recognised even when words are in another language and some came or went: toolbars and menus keep their order.
 */
import { iconOf } from "./icon";
import type { Places } from "./places";
import { wordsOf } from "./words";

const CONTROLS = new Set(["a", "button", "input", "select", "textarea", "summary"]);
const ROLES = /^(button|link|tab|option|switch|checkbox|radio|menuitem\w*|treeitem)$/;
const EACH_SIDE = 5;
/** Elements passed on each side before it gives up: the walk costs the same on a page of any size. */
const STEPS = 120;

/** Up to five on each side, nearest first, each "tag icon words/width". */
export function controlsAround(element: Element, places: Places): { before: string[]; after: string[] } {
  const walker = element.ownerDocument.createTreeWalker(element.getRootNode(), NodeFilter.SHOW_ELEMENT);
  return { before: walk(walker, element, "previousNode", places), after: walk(walker, element, "nextNode", places) };
}

function walk(walker: TreeWalker, from: Element, way: "previousNode" | "nextNode", places: Places): string[] {
  const told: string[] = [];
  walker.currentNode = from;
  for (let step = 0; step < STEPS && told.length < EACH_SIDE; step++) {
    const element = walker[way]() as Element | null;
    if (!element) break;
    if (CONTROLS.has(element.localName) || ROLES.test(element.getAttribute("role") ?? "")) told.push(places.once("control", element, sketch));
  }
  return told;
}

function sketch(element: Element): string {
  const words = (wordsOf(element, 40) || element.getAttribute("aria-label") || element.getAttribute("title") || element.getAttribute("placeholder") || "").toLowerCase();
  const icon = iconOf(element)[0];
  const first = /[\p{L}\d]{1,4}/u.exec(words)?.[0] ?? "";
  return `${element.localName} ${icon ? brief(icon) : ""} ${first}${words ? "/" + width(words) : ""}`;
}

/** Four letters for an icon. */
function brief(icon: string): string {
  let h = 7;
  for (let i = 0; i < icon.length; i++) h = (h * 31 + icon.charCodeAt(i)) | 0;
  return (h >>> 0).toString(36).slice(-4);
}

/** Letters as wide as Latin ones; ideographs and kana count twice, which makes widths comparable between languages. */
export function width(words: string): number {
  return words.length + (words.match(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/g)?.length ?? 0);
}

interface Control {
  tag: string;
  icon: string;
  start: string;
  width: number;
}

const parsed = new Map<string, Control>();

function parse(told: string): Control {
  let control = parsed.get(told);
  if (!control) {
    const [tag = "", icon = "", words = ""] = told.split(" ");
    const [start = "", wide = "0"] = words.split("/");
    if (parsed.size > 3000) parsed.clear();
    parsed.set(told, (control = { tag, icon, start, width: +wide }));
  }
  return control;
}

export type Around = { before?: string[]; after?: string[] };

/** How well the two stretches align with the elements themselves held together: 0 to 1; `foreign` 1: another language. */
export function stretchAlike(d: Around, c: Around, foreign: number): number {
  const most = self(d.before) + self(d.after);
  if (!most) return 0;
  return Math.max(0, (align(d.before ?? [], c.before ?? [], foreign) + align(d.after ?? [], c.after ?? [], foreign)) / most);
}

/** How many of the nearest controls on one side show the same picture or words as before, less those with another picture. */
export function stretchProofs(was: string[] = [], is: string[] = []): number {
  let proven = 0;
  was.slice(0, NEAREST).forEach((told, i) => {
    const a = parse(told);
    const b = parse(is[i] ?? "");
    const sameWords = a.start.length > 2 && a.start === b.start;
    if (sameWords || (a.icon && a.icon === b.icon)) proven++;
    else if (a.icon && b.icon) proven--;
  });
  return proven;
}

const NEAREST = 3;

/**
 * Whether the lengths of the words around go up and down as they did, as those of a translation do (Gale and Church 1993):
 * 0 no, 1 so it seems, 2 clearly. By the correlation of their logarithms.
 */
export function rhythmProofs(d: Around, c: Around): number {
  const pairs = (["before", "after"] as const).flatMap((side) => (d[side] ?? []).map((told, i) => [parse(told).width, parse(c[side]?.[i] ?? "").width] as const));
  const worded = pairs.filter(([a, b]) => a && b).map(([a, b]) => [Math.log(a), Math.log(b)] as const);
  if (worded.length < 6) return 0; // a few go up and down alike by chance
  const alike = correlation(worded);
  return alike > 0.9 && worded.length > 7 ? 2 : +(alike > 0.8);
}

function correlation(pairs: (readonly [number, number])[]): number {
  const mean = (of: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (f: (a: number, b: number) => number): number => pairs.reduce((total, [a, b]) => total + f(a - x, b - y), 0);
  const spread = Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b));
  return spread ? sum((a, b) => a * b) / spread : 0;
}

const self = (side: string[] = []): number => side.reduce((sum, told) => sum + alike(parse(told), parse(told), 0), 0);

const GAP = 0.5;

/** Best alignment of two sequences from their near ends; the far ends are free (Needleman and Wunsch 1970). */
function align(a: string[], b: string[], foreign: number): number {
  let row = b.map((_, j) => -GAP * (j + 1));
  row.unshift(0);
  let best = 0;
  for (let i = 0; i < a.length; i++) {
    const next = [-GAP * (i + 1)];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.max(row[j]! + alike(parse(a[i]!), parse(b[j]!), foreign), row[j + 1]! - GAP, next[j]! - GAP));
      best = Math.max(best, next[j + 1]!);
    }
    row = next;
  }
  return best;
}

/** Log-odds like points: tag, icon, words, and in another language how long the words are (Gale and Church 1993). */
function alike(a: Control, b: Control, foreign: number): number {
  const tag = a.tag === b.tag ? 0.3 : -0.3;
  const icon = a.icon || b.icon ? (a.icon === b.icon ? 1.2 : a.icon && b.icon ? -1.2 : -0.5) : 0;
  return tag + icon + wordsAlike(a, b, foreign);
}

function wordsAlike(a: Control, b: Control, foreign: number): number {
  if (!a.width || !b.width) return a.width === b.width ? 0.2 : -0.5;
  if (a.start === b.start) return a.width === b.width ? 1.2 : 0.8;
  return -0.8 * (1 - foreign) + foreign * lengthFits(a.width, b.width);
}

/** From 0.3 for words as long as could be expected of a translation to -0.5. */
export function lengthFits(a: number, b: number): number {
  const off = Math.abs(Math.log((a + 3) / (b + 3)));
  return off < 0.3 ? 0.3 : off < 0.6 ? 0 : -0.5;
}
