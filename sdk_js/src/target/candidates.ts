/** Which elements could be the one: few enough to score, whatever the size of the page. */
import type { Evidence } from "./descriptor";
import { queryAll, type Root } from "./roots";

const PRESSED = "button,a,summary,input[type=button],input[type=submit],input[type=reset],[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=switch]";
const FILLED_IN = "input,textarea,select,[contenteditable=true],[role=textbox],[role=combobox],[role=checkbox],[role=radio],[role=slider],[role=spinbutton]";
const PRESSED_ROLES = /^(button|link|tab|menuitem|option|switch)$/;
const FIELD_ROLES = /^(textbox|combobox|checkbox|radio|slider|spinbutton|searchbox|listbox)$/;

const MOST = 120;

/** Elements of the same tag, and those that serve the same purpose under another tag. */
export function candidates(d: Evidence, root: Root): Element[] {
  const all = queryAll(root, purpose(d));
  return all.length > MOST ? narrow(d, root, all) : all;
}

/** A selector for everything that could serve the purpose of the described element. */
export function purpose(d: Evidence): string {
  const role = d.role ?? "";
  const group = PRESSED_ROLES.test(role) ? PRESSED : FIELD_ROLES.test(role) ? FILLED_IN : "";
  return [group || d.tag, group.includes(d.tag) ? "" : d.tag, ...worded(d)].filter(Boolean).join(",");
}

/** Any element that says the same in an attribute. */
function worded(d: Evidence): string[] {
  return ["aria-label", "title"].flatMap((name) => {
    const value = d.attributes?.[name];
    return value ? [`[${name}="${CSS.escape(value)}"]`] : [];
  });
}

/** Too many: the ones most alike at a glance, in the right place, or in the row that was meant. */
function narrow(d: Evidence, root: Root, all: Element[]): Element[] {
  const inRow = d.cell?.row ? rowMates(d.cell.row, root) : [];
  const glance = glanceAt(d, inRow);
  const { rank = -1, among = 0 } = d.position ?? {};
  const peers = all.filter((e) => e.localName === d.tag);
  const placed = new Set([peers[rank], peers[peers.length - among + rank]]);
  const ranked = all.map((element, order) => ({ element, order, worth: glance(element) + (placed.has(element) ? 1.5 : 0) }));
  ranked.sort((a, b) => b.worth - a.worth || a.order - b.order);
  return ranked.slice(0, MOST).map((r) => r.element);
}

/** A quick look: tag, classes, attributes, parent and short words. */
function glanceAt(d: Evidence, inRow: Element[]): (element: Element) => number {
  const classes = (d.classes ?? []).slice(0, 3);
  const facts = Object.entries(d.attributes ?? {}).slice(0, 4);
  const [parent = "", ...parentClasses] = (d.path?.[0] ?? "").replace(/:\d+$/, "").split(/[.#]/);
  const words = d.accessibleName ?? d.text ?? "";
  return (element) => {
    let worth = element.localName === d.tag ? 1 : 0;
    const list = element.classList;
    for (const c of classes) if (list.contains(c)) worth += 1;
    for (const [name, value] of facts) if (element.getAttribute(name) === value) worth += 1;
    const above = element.parentElement;
    if (above?.localName === parent) worth += 0.5;
    for (const c of parentClasses) if (above?.classList.contains(c)) worth += 0.5;
    if (words && says(element, words)) worth += 2;
    for (const row of inRow) if (row.contains(element)) worth += 2;
    return worth;
  };
}

/** Whether short content is exactly these words; long content is not even read. */
function says(element: Element, words: string): boolean {
  if (element.childElementCount > 4) return false;
  const content = element.textContent;
  return content.length < words.length + 40 && content.trim() === words;
}

const ROWS_AT_MOST = 6;

/** What stands together with these words: the containers a few levels above each place that says them. */
function rowMates(words: string, root: Root): Element[] {
  const page = root.ownerDocument ?? (root as Document);
  const quoted = words.includes('"') ? `'${words}'` : `"${words}"`;
  const mates: Element[] = [];
  try {
    const found = page.evaluate(`.//text()[contains(., ${quoted})]`, root, null, XPathResult.ORDERED_NODE_ITERATOR_TYPE);
    for (let node = found.iterateNext(); node && mates.length < ROWS_AT_MOST; node = found.iterateNext()) {
      const cell = node.parentElement?.closest("td,th,li,[role=row],[role=listitem],article");
      const row = cell?.closest("tr") ?? cell ?? node.parentElement?.parentElement;
      if (row) mates.push(row);
    }
  } catch {
    return mates; // both kinds of quotes in the words, or a shadow root, which XPath does not enter
  }
  return mates;
}
