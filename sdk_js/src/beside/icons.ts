/** Small signs of panels, strokes on a field of 20 by 20. */
const STROKES = {
  close: "M5 5l10 10M15 5L5 15",
  back: "M12.5 4.5L7 10l5.5 5.5",
  forward: "M7.5 4.5L13 10l-5.5 5.5",
  check: "M4.5 10.5l3.7 3.7 7.3-8",
  lock: "M5.5 9h9v7h-9zM7.2 9V6.8a2.8 2.8 0 0 1 5.6 0V9",
  search: "M9 14.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11zM13 13l4 4",
  guide: "M7 5v10l8-5z",
  article: "M5.5 3.5h6l3 3v10h-9zM8 9h4M8 12h4",
  news: "M4 8.5v3h2.5L12 15V5L6.5 8.5zM14.5 8a3 3 0 0 1 0 4",
  link: "M8 5H4.5v10.5H15V12M11 4.5h4.5V9M15 5l-6 6",
  help: "M4 5h12v8.5H9.5L6.5 16v-2.5H4z",
};
const SVG = "http://www.w3.org/2000/svg";

export type SignName = keyof typeof STROKES;

export function icon(name: SignName): Element {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "sign s-" + name);
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", STROKES[name]);
  return svg;
}
