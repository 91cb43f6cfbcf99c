/** Where an element stands: ancestors, siblings, landmark, heading, table. */
import { iconOf } from "./icon";
import type { Places } from "./places";
import { parentOf } from "./roots";
import { roleOf } from "./role";
import { looksMeant, meantClasses } from "./stable";
import { tidy, wordsOf, wordsOfIds } from "./words";

/** Ancestors, nearest first, up to (not with) the root of the tree. */
export function pathOf(element: Element, steps: number, places: Places): string[] {
  const path: string[] = [];
  for (let e = element.parentElement; e && e.localName !== "body" && path.length < steps; e = e.parentElement) path.push(stepOf(e, places));
  return path;
}

function stepOf(element: Element, places: Places): string {
  const id = element.id && looksMeant(element.id) ? "#" + element.id : "";
  const classes = meantClasses(element).slice(0, 2);
  return element.localName + id + classes.map((c) => "." + c).join("") + ":" + places.of(element).nth;
}

/** Up to two runs of words before and after, climbing while the element is alone in its parent. */
export function neighboursOf(element: Element): { before: string[]; after: string[] } {
  let before: string[] = [];
  let after: string[] = [];
  for (let e: Element | null = element, climbs = 0; e && climbs < 4 && before.length + after.length < 2; e = e.parentElement, climbs++) {
    if (e.localName === "body") break;
    before = [...before, ...siblingWords(e, "previousSibling", 2 - before.length)];
    after = [...after, ...siblingWords(e, "nextSibling", 2 - after.length)];
  }
  return { before, after };
}

function siblingWords(element: Element, direction: "previousSibling" | "nextSibling", most: number): string[] {
  const found: string[] = [];
  let looked = 0;
  for (let s = element[direction]; s && found.length < most && looked < 8; s = s[direction], looked++) {
    const words = s.nodeType === 3 ? tidy(s.nodeValue ?? "") : s.nodeType === 1 ? nodeWords(s as Element) : "";
    if (words) found.push(words.slice(0, 30));
  }
  return found;
}

function nodeWords(element: Element): string {
  return /^(script|style|template)$/.test(element.localName) ? "" : wordsOf(element, 30) || element.getAttribute("aria-label") || element.getAttribute("title") || "";
}

/** The elements just before and after, told without words. */
export function besideOf(element: Element): { before: string; after: string } {
  return { before: sketch(element.previousElementSibling), after: sketch(element.nextElementSibling) };
}

function sketch(element: Element | null): string {
  if (!element) return "";
  const icon = iconOf(element)[0] ?? "";
  return [element.localName, ...meantClasses(element).slice(0, 2)].join(".") + (icon && " " + icon.slice(0, 24));
}

const LANDMARKS = /^(navigation|main|banner|contentinfo|complementary|form|dialog|alertdialog|region|search|menu|menubar|toolbar|tablist|tabpanel|listbox|tree|grid|group)$/;

/** The nearest landmark or named group around it. */
export function landmarkOf(element: Element): string {
  for (let e = parentOf(element); e; e = parentOf(e)) {
    const role = roleOf(e);
    if (LANDMARKS.test(role)) return tidy(role + " " + groupName(e)).slice(0, 50);
  }
  return "";
}

function groupName(element: Element): string {
  const by = element.getAttribute("aria-labelledby");
  if (by) return wordsOfIds(element, by);
  return element.getAttribute("aria-label") ?? (element.localName === "fieldset" ? wordsOf(element.querySelector("legend") ?? element, 40) : "");
}

const HEADING = "h1,h2,h3,h4,h5,h6,legend,[role=heading],caption";

/** Words of the nearest heading before it, at most 8 levels up. */
export function headingOf(element: Element, places: Places): string {
  for (let e: Element | null = element, climbs = 0; e && e.localName !== "body" && climbs < 8; e = e.parentElement, climbs++) {
    const heading = places.once("heading", e, headingAmongSiblings);
    if (heading) return heading;
  }
  return "";
}

function headingAmongSiblings(element: Element): string {
  let looked = 0;
  for (let s = element.previousElementSibling; s && looked < 6; s = s.previousElementSibling, looked++) {
    const heading = s.matches(HEADING) ? s : s.firstElementChild && s.querySelector(HEADING);
    if (heading) return wordsOf(heading, 40);
  }
  return "";
}

/** Words that name the column of its table, and the row, card or list item it repeats in. */
export function cellOf(element: Element): { column: string; row: string } {
  const row = repeatedAround(element);
  return { column: row ? columnOf(element, row) : "", row: row ? wordsBeside(row, element) : "" };
}

const REPEATED_WITHIN = 6;

/** The nearest ancestor with a sibling built like it. */
function repeatedAround(element: Element): Element | null {
  let e = element.localName === "td" || element.localName === "th" ? element.parentElement : element.parentElement?.closest("tr") ?? element.parentElement;
  for (let climbs = 0; e && e.localName !== "body" && climbs < REPEATED_WITHIN; e = e.parentElement, climbs++) {
    if (e.childElementCount > 1 && (likeIt(e, e.nextElementSibling) || likeIt(e, e.previousElementSibling))) return e;
  }
  return null;
}

const likeIt = (e: Element, other: Element | null): boolean =>
  other !== null && other.localName === e.localName && other.childElementCount === e.childElementCount && other.className.length > 0 === e.className.length > 0;

function columnOf(element: Element, row: Element): string {
  if (row.localName !== "tr" && row.getAttribute("role") !== "row") return "";
  const index = [...row.children].findIndex((cell) => cell.contains(element));
  const head = row.closest("table,[role=grid],[role=table]")?.querySelector("tr,[role=row]");
  const cell = head !== row && head?.children[index];
  return cell ? wordsOf(cell, 30) : "";
}

/** The first words of a row that are not the element's own. */
function wordsBeside(row: Element, own: Element): string {
  for (const part of row.children) {
    const words = part.contains(own) ? "" : wordsOf(part, 40);
    if (/[a-z\x80-\uffff]/i.test(words)) return words;
  }
  return "";
}

/** Tags inside it, two levels deep. */
export function shapeOf(element: Element): string {
  const inside = [...element.children].slice(0, 4).map((c) => c.localName + (c.firstElementChild ? ">" + c.firstElementChild.localName : ""));
  return inside.join(",");
}
