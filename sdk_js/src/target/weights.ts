/** Weights of the features and the threshold of the answer. Guessed by hand until `bench/selectors` trains them. */
export const BIAS = -6;
export const THRESHOLD = 0.6;
export const WEIGHTS: Record<string, number> = {
  tag: 1, role: 1, "type differs": -1.5, id: 4, "id differs": -2, name: 3, "name differs": -3, classes: 1.5, "classes gone": -0.5,
  "classes new": -0.5, attributes: 1, "attributes differ": -1.5, href: 2, "href differs": -2, tooltip: 1.5, "tooltip differs": -1,
  icon: 2, "icon differs": -2, "icon gone": -1, "accessible name": 2.5, "accessible name alike": 1, "accessible name differs": -4,
  "accessible name in another language": -0.3, "accessible name gone": -1.5, "accessible name new": -1, path: 1.5, "path places": 1.5,
  parent: 0.5, place: 0.5, "place from end": 0.5, siblings: 0.3, "place far": -0.5, shape: 0.5, text: 0.5, label: 1,
  "label differs": -1, heading: 0.5, neighbours: 1.5, column: 0.7, row: 1.5, "row differs": -2, landmark: 0.4, "landmark name": 0.4,
};
