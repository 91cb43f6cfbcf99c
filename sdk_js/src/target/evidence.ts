/** Reading the evidence of an element, in two helpings: what it is (cheap), and what is around it (dearer). */
import { attributesOf, testHooksOf } from "./attributes";
import type { Evidence } from "./descriptor";
import { controlsAround } from "./controls";
import { namesOneThing } from "./first";
import { iconOf } from "./icon";
import { Places } from "./places";
import { accessibleName, labelOf, roleOf } from "./role";
import { looksMeant, meantClasses } from "./stable";
import { besideOf, cellOf, headingOf, landmarkOf, neighboursOf, pathOf, shapeOf } from "./surroundings";
import { wordsOf } from "./words";

const MOST_CLASSES = 6;

// All fields are always set, in one order: objects of one shape are quick to read. `describe` drops the empty ones.
export function ownEvidence(element: Element, places = new Places()): Evidence {
  const role = roleOf(element);
  return {
    tag: element.localName,
    type: element.localName === "input" ? (element as HTMLInputElement).type : undefined,
    role,
    testHooks: testHooksOf(element),
    id: namesOneThing(element.id) ? meant(element.id) : "",
    name: meant(element.getAttribute("name")),
    attributes: attributesOf(element),
    classes: meantClasses(element).slice(0, MOST_CLASSES),
    icon: iconOf(element),
    accessibleName: accessibleName(element, role, places),
    position: places.of(element),
    path: pathOf(element, 2, places),
  };
}

const meant = (value: string | null): string => (value && looksMeant(value) ? value : "");

/** The same with its surroundings. `kind`: rank it only when it is of this kind, see `kindOf`. */
export function fullEvidence(element: Element, places = new Places(), own = ownEvidence(element, places), kind?: string): Evidence {
  const text = wordsOf(element);
  const label = labelOf(element, places);
  const ofKind = kind === undefined || kind === kindOf(own);
  return {
    ...own,
    text: text === own.accessibleName ? "" : text,
    label: label === own.accessibleName ? "" : label,
    heading: headingOf(element, places),
    neighbours: neighboursOf(element),
    beside: besideOf(element),
    controls: controlsAround(element, places),
    landmark: landmarkOf(element),
    cell: cellOf(element),
    path: pathOf(element, 7, places),
    position: ofKind ? { ...own.position!, ...places.rank(element, kindOf(own)) } : own.position,
    shape: shapeOf(element),
  };
}

/** Tag and class names: the elements a rank is counted among. */
export const kindOf = ({ tag, classes = [] }: Evidence): string => tag + classes.map((c) => "." + CSS.escape(c)).join("");
