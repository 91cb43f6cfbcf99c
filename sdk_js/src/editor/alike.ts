/** Repeated things: the same button in every row. The author has to say whether this very one is meant, or any like it. */
import { explain, locate, type Descriptor, type Root } from "../target";
import { accessibleName, roleOf } from "../target/role";
import { isShown } from "../target/roots";

const COMPARED_AT_MOST = 400;
/** So many siblings of one shape make rows. */
const ROWS = 3;
/** Here siblings of one shape are different things all the same. */
const NOT_ROWS = "nav,header,footer,thead,[role=navigation],[role=menu],[role=menubar],[role=tablist],[role=toolbar],select";

/** Elements that do the same elsewhere on the page, with the element itself; empty when its own hook tells it from all others. */
export function lookalikes(target: Descriptor, element: Element): Element[] {
  if (target.selector || explain({ ...target, mode: "this" }, document).by === "hook") return [];
  const rows = rowPeers(element);
  return rows.length > 1 ? rows : namesakes(element);
}

/** Elements with the same role and name. */
function namesakes(element: Element): Element[] {
  const role = roleOf(element);
  const name = accessibleName(element, role);
  if (!name) return [];
  const same = [...(element.getRootNode() as Root).querySelectorAll(element.localName)].slice(0, COMPARED_AT_MOST);
  return same.filter((other) => isShown(other) && roleOf(other) === role && accessibleName(other, role) === name);
}

/** The elements at the same place in the other rows, whatever they are called there. */
function rowPeers(element: Element): Element[] {
  if (element.closest(NOT_ROWS)) return [];
  let way = "";
  for (let at = element; at.parentElement; at = at.parentElement) {
    const rows = [...at.parentElement.children].filter((other) => isShaped(other, at)).slice(0, COMPARED_AT_MOST);
    if (way && rows.length >= ROWS) return rows.flatMap((row) => row.querySelector(":scope" + way) ?? []).filter(isShown);
    const nth = [...at.parentElement.children].filter(({ localName }) => localName === at.localName).indexOf(at) + 1;
    way = `>${CSS.escape(at.localName)}:nth-of-type(${nth})${way}`;
  }
  return [];
}

function isShaped(other: Element, row: Element): boolean {
  return other.localName === row.localName && other.className === row.className && other.children.length === row.children.length;
}

/** The target for "any one like it": without what tells one row from the next, and without words when they differ by row. */
export function general(target: Descriptor): Descriptor {
  const { cell, neighbours: _, position: __, attributes, ...evidence } = target.evidence ?? { tag: "*" };
  const found = locate(target, document);
  const alike = found ? lookalikes(target, found) : [];
  const column = cell?.column ? { cell: { column: cell.column } } : {};
  const any: Descriptor = { ...target, mode: "any", evidence: { ...evidence, ...column, ...shared(attributes, alike) } };
  return haveInCommon(alike, (element) => accessibleName(element)) ? any : { ...any, text: "ignore" };
}

/** A link to one row's record, a row's number: only what all have alike stays. */
function shared(attributes: Record<string, string> = {}, alike: Element[]): { attributes?: Record<string, string> } {
  const kept = Object.entries(attributes).filter(([name]) => haveInCommon(alike, (element) => element.getAttribute(name)));
  return kept.length ? { attributes: Object.fromEntries(kept) } : {};
}

function haveInCommon(elements: Element[], what: (element: Element) => string | null): boolean {
  return new Set(elements.map(what)).size <= 1;
}
