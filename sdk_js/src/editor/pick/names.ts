/** What an element is and what its target rests on, in plain words. */
import { accessibleName, labelOf, roleOf } from "../../target/role";
import { wordsOf } from "../../target/words";
import type { Descriptor, Evidence } from "../../target";
import type { Words } from "../words";

/** `Button “Save”`, for the chip at the outline. */
export function nameOf(element: Element, words: Words): string {
  const role = roleOf(element);
  const called = accessibleName(element, role) || labelOf(element) || shortWords(element);
  return named(kindWord(role, element.localName, element.getAttribute("type") ?? "", words), called, words);
}

const LONGEST = 40;

function shortWords(element: Element): string {
  const text = wordsOf(element);
  return text.length <= LONGEST ? text : "";
}

/** The same of an element that was described earlier. */
export function nameOfTarget(descriptor: Descriptor, words: Words): string {
  const { evidence } = descriptor;
  if (!evidence) return named(words.kinds.element, descriptor.guideId ?? descriptor.selector ?? "", words);
  const kind = kindWord(evidence.role ?? "", evidence.tag, evidence.type ?? "", words);
  return named(kind, evidence.accessibleName || evidence.label || evidence.text?.slice(0, LONGEST) || "", words);
}

function named(kind: string, called: string, words: Words): string {
  return called ? words.elementNamed(kind, called.slice(0, 60)) : kind;
}

function kindWord(role: string, tag: string, type: string, words: Words): string {
  const kinds = words.kinds as Record<string, string>;
  if (role === "textbox" && kinds[type]) return kinds[type];
  return kinds[role] ?? kinds[tag] ?? words.kinds.element;
}

export interface Ground {
  /** How much this is worth: `firm` outlives redesigns, `fair` outlives moves, `weak` is only about place. */
  worth: "firm" | "fair" | "weak";
  text: string;
}

/** What the target rests on, the firmest first. */
export function grounds(descriptor: Descriptor, words: Words): Ground[] {
  const { evidence, guideId, selector, prefer } = descriptor;
  const firm = [
    guideId && words.rests.guideId(guideId),
    selector && words.rests.selector(selector),
    prefer && words.rests.hook(prefer.attribute, prefer.value),
    ...(evidence ? hooks(evidence, words) : []),
  ];
  const fair = evidence ? saying(descriptor, evidence, words) : [];
  const weak = evidence?.path?.length ? [words.rests.place] : [];
  return [...graded("firm", firm), ...graded("fair", fair), ...graded("weak", weak)];
}

const graded = (worth: Ground["worth"], texts: (string | false | undefined | "")[]): Ground[] =>
  texts.flatMap((text) => (text ? [{ worth, text }] : []));

function hooks({ testHooks, id, name }: Evidence, words: Words): (string | undefined)[] {
  const tested = Object.entries(testHooks ?? {}).map(([attribute, value]) => words.rests.hook(attribute, value));
  return [...tested, id && words.rests.id(id), name && words.rests.fieldName(name)];
}

function saying(descriptor: Descriptor, evidence: Evidence, words: Words): (string | false | undefined)[] {
  const { accessibleName: name, label, heading, landmark, cell, icon, text } = evidence;
  const trusted = descriptor.text !== "ignore";
  return [
    trusted && (name || text) && words.rests.words((name || text)!),
    trusted && label && words.rests.label(label),
    trusted && heading && words.rests.heading(heading),
    cell?.column && words.rests.column(cell.column),
    cell?.row && words.rests.row(cell.row),
    landmark && !NOWHERE.test(landmark) && words.rests.landmark(placeWord(landmark, words)),
    icon && words.rests.icon,
  ];
}

/** Parts that say nothing without a name of their own. */
const NOWHERE = /^(main|region|form|group)$/;

/** "dialog Settings" in the author's language. */
function placeWord(landmark: string, words: Words): string {
  const [role = "", ...called] = landmark.split(" ");
  return named(kindWord(role, "", "", words), called.join(" "), words);
}

/** How likely the target survives changes of the app: the worth of its best ground. */
export function sureness(found: Ground[]): "firm" | "fair" | "weak" {
  return found[0]?.worth ?? "weak";
}
