/** Which elements could be the one: few enough to score, whatever the size of the page. */
import { WORDED } from "./attributes";
import type { Evidence } from "./descriptor";
import { followLeads } from "./leads";
import { cut, listAll, queryList, type ElementList } from "./lists";
import { isShown, type Root } from "./roots";
import { says, sayers, wordsSought, type Sayers } from "./sayers";
import type { Texts } from "./texts";

/** What serves one purpose, whatever its tag: things to press, and things to fill in. */
const PURPOSES = [
  { tags: ["button", "a", "summary", "input"], roles: /^(button|link|tab|menuitem\w*|option|switch)$/ },
  { tags: ["input", "textarea", "select"], roles: /^(textbox|combobox|checkbox|radio|slider|spinbutton|searchbox|listbox)$/ },
];

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];

const MOST = 30;

/** Shown elements of the same tag, those that serve the same purpose under another tag, and components that say the same. */
export function candidates(d: Evidence, root: Root, texts: Texts): Found {
  const kin = kinOf(d);
  const said = sayers(d, root, kin.has, texts);
  // Where something of the kin says the words, what has another tag and says something else need not be asked for.
  const lists = (said.named.length ? [d.tag] : kin.tags).map((tag) => queryList(root, tag));
  if (!said.named.length && countAll(lists) <= MOST) lists.push(withRole(root, kin));
  lists.push(...worded(d).map((selector) => queryList(root, selector)));
  const elements = countAll(lists) <= MOST ? everyOne(lists, said.named) : narrow(d, followLeads(d, root, lists, said, kin.has), said);
  return { elements, rows: said.rows };
}

export interface Found {
  elements: Element[];
  /** What stands together with the words of the described element's row. */
  rows: Element[];
}

const countAll = (lists: ElementList[]): number => lists.reduce((sum, { length }) => sum + length, 0);

const everyOne = (lists: ElementList[], named: Element[]): Element[] => [...new Set([...lists.flatMap((list) => cut(list)), ...named])].filter(isShown);

/** Tags, and what else an element can be to be meant. */
interface Kin {
  tags: string[];
  roles?: RegExp | undefined;
  has(element: Element): boolean;
}

function kinOf(d: Evidence): Kin {
  const purpose = PURPOSES.find((p) => p.roles.test(d.role ?? ""));
  const tags = [...new Set([d.tag, ...(purpose?.tags ?? (HEADINGS.includes(d.tag) ? HEADINGS : []))])];
  const roles = purpose?.roles;
  const has = (e: Element): boolean => tags.includes(e.localName) || (!!roles && (e.localName.includes("-") || roles.test(e.getAttribute("role") ?? "")));
  return { tags, roles, has };
}

/** Elements of other tags that have a role of the kin. */
function withRole(root: Root, { tags, roles, has }: Kin): Element[] {
  return roles ? listAll(root, "[role]").filter((e) => !tags.includes(e.localName) && has(e)) : [];
}

/** Selectors for any element that says the same in an attribute. */
function worded(d: Evidence): string[] {
  return WORDED.flatMap((name) => (d.attributes?.[name] ? [`[${name}="${CSS.escape(d.attributes[name])}"]`] : []));
}

/** Too many: the most alike at a glance of those that something leads to. */
function narrow(d: Evidence, leads: Iterable<Element>, { rows }: Sayers): Element[] {
  const glance = glanceAt(d, rows);
  const byWorth: Element[][] = [];
  for (const element of leads) (byWorth[glance(element)] ??= []).push(element);
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
  const words = wordsSought(d);
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
