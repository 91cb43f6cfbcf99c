/** Features by what they rest on, to set one kind of evidence aside. */
import type { Fragility } from "./descriptor";
import type { Features } from "./features";

export const FAMILIES: Record<Fragility, RegExp> = {
  text: /^(page|another page|renamed|accessible name|only one with the accessible|another has the accessible|text|label|heading|tooltip|neighbours|row|column|words moved|nameless|meaning|untranslated|length|words of|other words|words swapped|alone in a word|another alone in a word)/,
  position: /^(place|rank|path places|row|controls)/,
  structure: /^(path|parent|grandparent|shape|beside|landmark|alone$)/,
};

/** What tells one row from the next: set aside when any row will do. */
export const ROW = /^(place|rank|path places|row|controls|neighbours|heading|beside|alone|only one|another has|another alone|marks|rare marks|key|another key)/;

export function without(features: Features, family: RegExp): Features {
  return Object.fromEntries(Object.entries(features).filter(([name]) => !family.test(name)));
}

export function only(features: Features, family: RegExp): Features {
  return Object.fromEntries(Object.entries(features).filter(([name]) => family.test(name)));
}
