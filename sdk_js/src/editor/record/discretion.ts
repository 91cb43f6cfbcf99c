/**
 * What people typed never leaves the page: not as evidence of an element, not in the words suggested for a step, not where
 * the app shows it again elsewhere. The values are looked at here only to leave them out; they are kept nowhere.
 */
import type { Descriptor } from "../../target";
import { allRoots, type Root } from "../../target/roots";

export interface Discretion {
  /** The descriptor without whatever says what somebody typed. */
  target(described: Descriptor): Descriptor;
  /** The words, or nothing when somebody typed them. */
  words(words: string): string;
  /** Remembers what stands in the fields now: the app may show it elsewhere after they are emptied. */
  look(): void;
}

const FIELDS = "input:not([type=button],[type=submit],[type=reset],[type=checkbox],[type=radio],[type=hidden]),textarea,[contenteditable]";
/** Shorter values are in too many words by chance. */
const SHORTEST = 3;
/** Evidence is cut: words as long as this may be the beginning of something longer that was typed. */
const CUT = 20;

export function discretion(): Discretion {
  const typed = new Set<string>();
  const look = (): void => {
    for (const root of rootsOf(document)) for (const field of root.querySelectorAll(FIELDS)) for (const words of valuesOf(field)) typed.add(words);
  };
  const tells = (words: string): boolean => {
    const folded = fold(words);
    return [...typed].some((value) => folded.includes(value) || (folded.length >= CUT && value.includes(folded)));
  };
  const without = <T>(value: T): T | undefined => {
    if (typeof value === "string") return tells(value) ? undefined : value;
    if (Array.isArray(value)) return value.filter((each) => without(each) !== undefined) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, without(each)]).filter(([, each]) => each !== undefined)) as T;
  };
  return {
    look,
    words: (words) => (look(), tells(words) ? "" : words),
    target(described) {
      look();
      const { vocabulary: _, tag, path, classes, shape, ...telling } = described.evidence ?? { tag: "*" };
      // What an element is made of says nothing of what was typed into it.
      const evidence = { ...without(telling), tag, ...(path && { path }), ...(classes && { classes }), ...(shape && { shape }) };
      return { ...described, evidence };
    },
  };
}

/** The page, its open shadow roots and its frames of the same origin; not the editor itself. */
function rootsOf(page: Root): Root[] {
  return allRoots(page).filter((root) => !("host" in root && (root.host as Element).localName.startsWith("shirube-")));
}

function valuesOf(field: Element): string[] {
  const value = "value" in field ? String(field.value) : (field.textContent ?? "");
  return value.split("\n").map(fold).filter((line) => line.length >= SHORTEST);
}

const fold = (words: string): string => words.replace(/\s+/g, " ").trim().toLowerCase();
