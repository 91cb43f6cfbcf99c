/** Where an element stands: ancestors, siblings, landmark, heading, table. */
import { iconOf } from "./icon";
import { parentOf } from "./roots";
import { roleOf } from "./role";
import { looksMeant, meantClasses } from "./stable";
import { tidy, wordsOf, wordsOfIds } from "./words";

/** Ancestors, nearest first, up to (not with) the root of the tree. */
export function pathOf(element: Element, steps: number): string[] {
  const path: string[] = [];
  for (let e = element.parentElement; e && e.localName !== "body" && path.length < steps; e = e.parentElement) path.push(stepOf(e));
  return path;
}

function stepOf(element: Element): string {
  const id = element.id && looksMeant(element.id) ? "#" + element.id : "";
  const classes = id ? [] : meantClasses(element).slice(0, 2);
  return element.localName + id + classes.map((c) => "." + c).join("") + ":" + nthOf(element).nth;
}

/** Place among siblings with the same tag. */
export function nthOf(element: Element): { nth: number; of: number } {
  let nth = 0;
  let of = 1;
  for (let s = element.previousElementSibling; s; s = s.previousElementSibling) if (s.localName === element.localName) nth++, of++;
  for (let s = element.nextElementSibling; s; s = s.nextElementSibling) if (s.localName === element.localName) of++;
  return { nth, of };
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

/** The nearest heading before it. */
export function headingOf(element: Element): string {
  for (let e: Element | null = element, climbs = 0; e && e.localName !== "body" && climbs < 8; e = e.parentElement, climbs++) {
    let looked = 0;
    for (let s = e.previousElementSibling; s && looked < 6; s = s.previousElementSibling, looked++) {
      const heading = s.matches(HEADING) ? s : s.querySelector(HEADING);
      if (heading) return wordsOf(heading, 40);
    }
  }
  return "";
}

/** Words that name the column and the row of a table or grid. */
export function cellOf(element: Element): { column: string; row: string } | null {
  const cell = element.closest("td,th,[role=cell],[role=gridcell]");
  const row = cell?.closest("tr,[role=row]");
  if (!cell || !row) return null;
  const index = [...row.children].indexOf(cell);
  const head = row.closest("table,[role=grid],[role=table]")?.querySelector("tr,[role=row]");
  const column = head && head !== row ? wordsOf(head.children[index] ?? head, 30) : "";
  return { column: head?.children[index] ? column : "", row: rowKey(row, cell) };
}

function rowKey(row: Element, own: Element): string {
  for (const cell of row.children) {
    const words = cell === own ? "" : wordsOf(cell, 40);
    if (/\p{L}/u.test(words)) return words;
  }
  return "";
}

/** Tags inside it, two levels deep. */
export function shapeOf(element: Element): string {
  const inside = [...element.children].slice(0, 4).map((c) => c.localName + (c.firstElementChild ? ">" + c.firstElementChild.localName : ""));
  return inside.join(",");
}
