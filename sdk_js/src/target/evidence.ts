/** Reading the evidence of an element, in two helpings: what it is (cheap), and what is around it (dearer). */
import { attributesOf, testHooksOf } from "./attributes";
import type { Evidence } from "./descriptor";
import { iconOf } from "./icon";
import { accessibleName, labelOf, roleOf } from "./role";
import { Places } from "./places";
import { looksMeant, meantClasses } from "./stable";
import { besideOf, cellOf, headingOf, landmarkOf, neighboursOf, pathOf, rankOf, shapeOf } from "./surroundings";
import { wordsOf } from "./words";

export function ownEvidence(element: Element, places = new Places()): Evidence {
  const role = roleOf(element);
  const name = element.getAttribute("name") ?? "";
  return filled({
    tag: element.localName,
    type: element.localName === "input" ? (element as HTMLInputElement).type : "",
    role,
    testHooks: testHooksOf(element),
    id: looksMeant(element.id) ? element.id : "",
    name: looksMeant(name) ? name : "",
    attributes: attributesOf(element),
    classes: meantClasses(element).slice(0, 6),
    icon: iconOf(element),
    accessibleName: accessibleName(element, role),
    position: places.of(element),
    path: pathOf(element, 2, places),
  });
}

/** The same with its surroundings. */
export function fullEvidence(element: Element, places = new Places(), own = ownEvidence(element, places)): Evidence {
  const text = wordsOf(element);
  const label = labelOf(element);
  return filled({
    ...own,
    text: text === own.accessibleName ? "" : text,
    label: label === own.accessibleName ? "" : label,
    heading: headingOf(element),
    neighbours: filled(neighboursOf(element)),
    beside: filled(besideOf(element)),
    landmark: landmarkOf(element),
    cell: filled(cellOf(element)),
    position: { ...own.position!, ...rankOf(element, places) },
    path: pathOf(element, 7, places),
    shape: shapeOf(element),
  });
}

/** The same object without its empty fields. */
export function filled<T extends object>(fields: T): T {
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const value = fields[key];
    if (value === "" || value == null || (typeof value === "object" && !hasKeys(value))) delete fields[key];
  }
  return fields;
}

function hasKeys(value: object): boolean {
  for (const _ in value) return true;
  return false;
}
