/**
 * What leads from a descriptor to elements on a page with too many of them: each lead is one simple query or what the walk
 * over the texts found, so that the cost does not grow with the number of elements that could be meant.
 */
import { WORDED } from "./attributes";
import type { Evidence } from "./descriptor";
import { kindOf } from "./evidence";
import { cut, listAll, queryList, type ElementList } from "./lists";
import type { Root } from "./roots";
import type { Sayers } from "./sayers";

/** Of a lead to more elements than this, those near the old place are followed. */
const FEW = 48;
const NEAR = 8;
const FACTS = 3;

/** `all`: every element that could be meant, tag by tag; `isKin` says whether one is among them. */
export function followLeads(d: Evidence, root: Root, all: ElementList[], { named, rows }: Sayers, isKin: (element: Element) => boolean): Set<Element> {
  const found = new Set(named);
  const follow = (elements: Element[]): void => {
    for (const element of elements) if (isKin(element)) found.add(element);
  };
  for (const row of rows) follow(listAll(row, "*"));
  // One that says the words is most likely it: beside it only a few like it are wanted, to see whether it stands out.
  const told = named.length > 0 && named.length <= NEAR;
  for (const selector of told ? [] : facts(d)) {
    const holders = queryList(root, selector);
    if (holders.length <= FEW) follow(cut(holders));
  }
  for (const wider of builds(d).slice(0, told ? 1 : undefined)) {
    const built = wider.map((selector) => queryList(root, selector)).filter((list) => list.length);
    for (const list of built) follow(nearPlace(list, d));
    if (built.length) break;
  }
  for (const list of all) follow(nearPlace(list, d));
  return found;
}

/** Attributes of which the evidence holds only the part that lasts. */
const LEADS = /^(href|action)$/;

/** Selectors of what its attributes say, words aside: those are among the candidates already. */
function facts({ attributes = {} }: Evidence): string[] {
  const told = Object.entries(attributes).filter(([name, value]) => !WORDED.includes(name) && !value.includes("/#"));
  return told.slice(0, FACTS).map(([name, value]) => `[${CSS.escape(name)}${LEADS.test(name) ? "*" : ""}="${CSS.escape(value)}"]`);
}

/** Selectors of how it and its parent are built, each group asked for only when the one before finds nothing. */
function builds(d: Evidence): string[][] {
  const [named = "", ...classes] = (d.path?.[0] ?? "").replace(/:\d+$/, "").split(".");
  const parent = named.replace(/#.*/, "");
  const dress = (all: readonly string[]): string => all.map((c) => "." + CSS.escape(c)).join("");
  const own = (d.classes ?? []).slice(0, 2).map((c) => dress([c]));
  return [
    d.classes?.length ? [kindOf(d), ...(classes.length ? [`${dress(classes)}>${d.tag}`] : [])] : [],
    [...own, ...(parent ? [`${parent}${dress(classes)}>${d.tag}`] : [])],
    parent ? [`${parent}>${d.tag}`] : [],
  ];
}

/** All of a few; of many those around the old place, counted from either end, and the first, which stand for any. */
function nearPlace(list: ElementList, { position }: Evidence): Element[] {
  if (list.length <= FEW) return cut(list);
  const { rank = 0, among = list.length } = position ?? {};
  const around = (at: number): Element[] => cut(list, at - NEAR, at + NEAR + 1);
  return [...around(rank), ...around(list.length - among + rank), ...around(0)];
}
