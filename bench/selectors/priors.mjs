// What each piece of evidence is worth before any data: training moves weights away from here only as far as the cases
// show, so evidence that the sample apps happen not to have (test hooks, stable ids, table rows) keeps a sensible weight.
export const BIAS = -9;
const words = (same, alike, differs, foreign, gone, added) => ({ "": same, " alike": alike, " differs": differs, " in another language": foreign, " gone": gone, " new": added, " unlike": differs / 2 });
const named = (name, parts) => Object.fromEntries(Object.entries(parts).map(([suffix, w]) => [name + suffix, w]));
const placed = (name, told, wordless) => ({ [name]: told, [name + ", wordless"]: wordless });
const fact = (same, differs, gone, added) => ({ "": same, " differs": differs, " gone": gone, " new": added });

export const PRIORS = {
  tag: 0.8, role: 1, "type differs": -1.5,
  ...named("id", fact(5, -1.5, -0.5, -0.3)),
  ...named("name", fact(4, -2.5, -0.7, -0.5)),
  ...named("href", fact(3.5, -3, -0.7, -0.4)),
  "test hook": 8, "test hook differs": -4,
  classes: 1.5, "classes gone": -1, "classes new": -0.7,
  attributes: 1, "attributes differ": -1.2, "attributes gone": -0.8, "attributes new": -0.5,
  tooltip: 1, "tooltip differs": -1,
  ...named("icon", { "": 1.5, " alike": 1, " differs": -2, " gone": -1.2, " new": -1 }),
  ...named("accessible name", words(3, 1, -3.5, -0.3, -2, -1)), nameless: 0.5,
  ...named("text", words(1, 0.5, -0.7, -0.1, -0.3, 0)),
  ...named("label", words(1.5, 0.5, -1, -0.1, -0.5, 0)),
  ...named("heading", words(0.7, 0.3, -0.5, 0, -0.2, -0.2)),
  ...named("column", words(0.7, 0.3, -0.7, 0, -0.3, -0.2)),
  ...named("row", fact(2.5, -4, -1, -0.4)),
  neighbours: 1.5, "neighbours differ": -1, "words moved": 1.5,
  parent: 1, grandparent: 0.5, path: 1.5, shape: 0.7, beside: 0.6, alone: 0.4, "only one of its kind": 0.5,
  ...placed("path places", 0.7, 2.5), ...placed("place", 0.2, 0.6), ...placed("place and siblings", 0.2, 0.8), ...placed("place far", -0.4, -1.2),
  ...placed("rank", 0.2, 0.6), ...placed("rank and count", 0.2, 0.8), ...placed("rank far", -0.2, -0.7),
  "only one with the accessible name": 3.5, "another has the accessible name": -2, "only one with the icon": 1, "another has the icon": -1,
  landmark: 0.5, "landmark name": 0.4, "landmark differs": -0.3,
  meaning: 2.5, "meaning differs": -2, untranslated: 1.5, "words of the name": 3, "other words in the name": -1, "words swapped in the name": -2, "meaning lost": -2, "meaning added": -0.5, key: 2, "another key": -2, "nothing of its own": -2, "words of the name, foreign": 2.5, "length fits": 0.2, "length far": -0.5, controls: 1, "controls, wordless": 2,
  "only one with the meaning": 2, "another has the meaning": -2, "alone in a word of the name": 1.5, "another alone in a word of the name": -1.5,
  page: 0.3, "another page": -0.5, "renamed on another page": -2,
  "rare marks": 3, marks: 1.5,
  "declared another language": 0,
};

/** Whether a weight may only be positive (+1), only negative (-1) or either (0). */
export function signOf(name) {
  if (["declared another language", "alone", "nameless", "only one of its kind"].includes(name)) return 0;
  return (PRIORS[name] ?? 0) < 0 || /^another key$|^nothing of its own$|^renamed on|^meaning (lost|added)$|^words swapped| (differs?|unlike|gone|new|far|in another language|far, wordless)$/.test(name) ? -1 : 1;
}
