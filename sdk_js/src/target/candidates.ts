/** Which elements could be the one: few enough to score, whatever the size of the page. */
import type { Evidence } from "./descriptor";
import { listAll, pageOf } from "./lists";
import { isShown, type Root } from "./roots";

/** What serves one purpose, whatever its tag: things to press, and things to fill in. */
const PURPOSES = [
  { tags: ["button", "a", "summary", "input"], roles: /^(button|link|tab|menuitem\w*|option|switch)$/ },
  { tags: ["input", "textarea", "select"], roles: /^(textbox|combobox|checkbox|radio|slider|spinbutton|searchbox|listbox)$/ },
];

/** Where a component that is pressed could tell its name; no selector tells its own tag. */
const NAMED = "[aria-label],[title],[tabindex]";
const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];

const MOST = 72;

/** Shown elements of the same tag, and those that serve the same purpose under another tag. */
export function candidates(d: Evidence, root: Root): Element[] {
  const all = eligible(d, root);
  return all.length > MOST ? narrow(d, root, all) : all.filter(isShown);
}

/** Everything that could be meant. The query is kept simple and refined here: the browser is slow at long selector lists. */
export function eligible(d: Evidence, root: Root): Element[] {
  const purpose = PURPOSES.find((p) => p.roles.test(d.role ?? ""));
  const tags = [...new Set([d.tag, ...(purpose?.tags ?? (HEADINGS.includes(d.tag) ? HEADINGS : []))])];
  const found = listAll(root, [...tags, ...(purpose ? ["[role]", NAMED] : []), ...worded(d)].join(","));
  if (!purpose) return found;
  return found.filter((e) => tags.includes(e.localName) || purpose.roles.test(e.getAttribute("role") ?? "") || e.localName.includes("-") || saysSame(e, d));
}

/** Selectors for any element that says the same in an attribute. */
function worded(d: Evidence): string[] {
  return WORDED.flatMap((name) => (d.attributes?.[name] ? [`[${name}="${CSS.escape(d.attributes[name])}"]`] : []));
}

const WORDED = ["aria-label", "title"];
const saysSame = (e: Element, d: Evidence): boolean => WORDED.some((name) => d.attributes?.[name] && e.getAttribute(name) === d.attributes[name]);

/** Too many: the ones most alike at a glance, in the right place, or in the row that was meant. */
function narrow(d: Evidence, root: Root, all: Element[]): Element[] {
  const glance = glanceAt(d, d.cell?.row ? rowMates(d.cell.row, root) : []);
  const { rank = -1, among = 0 } = d.position ?? {};
  const peers = all.filter((e) => e.localName === d.tag);
  const placed = [peers[rank], peers[peers.length - among + rank]];
  const byWorth: Element[][] = [];
  for (const element of all) (byWorth[glance(element) + (placed.includes(element) ? 3 : 0)] ??= []).push(element);
  return firstShown(byWorth.reverse().flat());
}

function firstShown(elements: Element[]): Element[] {
  const shown: Element[] = [];
  for (const element of elements) {
    if (shown.length === MOST) break;
    if (isShown(element)) shown.push(element);
  }
  return shown;
}

/** A quick look: points for tag, classes, attributes, parent and short words. */
export function glanceAt(d: Evidence, inRow: Element[]): (element: Element) => number {
  const ofClasses = pointsOf((d.classes ?? []).slice(0, 3), 2);
  const facts = Object.entries(d.attributes ?? {}).slice(0, 4);
  const [parent = "", ...parentClasses] = (d.path?.[0] ?? "").replace(/:\d+$/, "").split(/[.#]/);
  const ofParentClasses = pointsOf(parentClasses, 1);
  const words = squeeze(d.accessibleName ?? d.text ?? "");
  return (element) => {
    let worth = element.localName === d.tag ? 2 : 0;
    worth += ofClasses(element);
    for (const [name, value] of facts) if (element.getAttribute(name) === value) worth += 2;
    const above = element.parentElement;
    if (above) worth += +(above.localName === parent) + ofParentClasses(above);
    if (words && says(element, words)) worth += 4;
    for (const row of inRow) if (row.contains(element)) worth += 4;
    return worth;
  };
}

/** Points for each of some classes; the same few class lists come again and again. */
function pointsOf(classes: readonly string[], each: number): (element: Element) => number {
  const known = new Map<string, number>();
  return (element) => {
    const list = element.getAttribute("class");
    if (!list || !classes.length) return 0;
    let points = known.get(list);
    if (points === undefined) {
      const tokens = list.split(/\s+/);
      known.set(list, (points = each * classes.filter((c) => tokens.includes(c)).length));
    }
    return points;
  };
}

/** The points the described element itself would get. */
export function fullMarks(d: Evidence): number {
  const above = (d.path?.[0] ?? "").replace(/:\d+$/, "").split(/[.#]/).length;
  const words = d.accessibleName || d.text ? 4 : 0;
  return 2 + 2 * Math.min(3, d.classes?.length ?? 0) + 2 * Math.min(4, Object.keys(d.attributes ?? {}).length) + above + words;
}

/** Whether short content is exactly these words (spaces aside); long content is not even read. */
function says(element: Element, words: string): boolean {
  if (element.childElementCount > 4) return false;
  const content = element.textContent;
  return content.length < words.length + 40 && squeeze(content) === words;
}

const squeeze = (words: string): string => words.replace(/\s+/g, "");

const ROWS_AT_MOST = 6;

/** What stands together with these words: the containers a few levels above each place that says them. */
function rowMates(words: string, root: Root): Element[] {
  const walker = pageOf(root).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const mates: Element[] = [];
  for (let node = walker.nextNode(); node && mates.length < ROWS_AT_MOST; node = walker.nextNode()) {
    if (!node.nodeValue!.includes(words)) continue;
    const cell = node.parentElement?.closest("td,th,li,[role=row],[role=listitem],article");
    const row = cell?.closest("tr") ?? cell ?? node.parentElement?.parentElement;
    if (row) mates.push(row);
  }
  return mates;
}
