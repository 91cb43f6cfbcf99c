/** The marks a launcher or a hint can carry, drawn as strokes on a field of 24 by 24. */
import type { Step } from "../steps/contract";

export type IconName = NonNullable<NonNullable<Step["launcher"]>["icon"]>;

const STROKES: Record<IconName, string> = {
  question: "M8.6 8.8a3.5 3.5 0 1 1 5 3.6c-1 .5-1.6 1.2-1.6 2.3M12 18.2v.1",
  checklist: "M4 6.5l1.6 1.6L8.4 5M4 13l1.6 1.6L8.4 11.5M4 19.5l1.6 1.6L8.4 18M12 6.5h8M12 13h8M12 19.5h8",
  bulb: "M9.5 17c0-2-3.5-3.6-3.5-7.5a6 6 0 0 1 12 0c0 3.9-3.5 5.5-3.5 7.5zM10 20.5h4",
  bell: "M6 16.5c1.2-1.3 1.5-3 1.5-6a4.5 4.5 0 0 1 9 0c0 3 .3 4.7 1.5 6zM10.3 19.5a1.8 1.8 0 0 0 3.4 0",
  book: "M12 6.5C10 5 7.5 4.5 4 4.7v13c3.5-.2 6 .3 8 1.8 2-1.5 4.5-2 8-1.8v-13c-3.5-.2-6 .3-8 1.8zv13",
  chat: "M4.5 5.5h15v10.5h-8l-4 3.5V16h-3z",
  star: "M12 4.2l2.4 5 5.4.7-4 3.8 1 5.4L12 16.5l-4.8 2.6 1-5.4-4-3.8 5.4-.7z",
  play: "M8 5.2v13.6L18.5 12z",
  none: "",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: IconName): Element | null {
  if (!STROKES[name]) return null;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  path.setAttribute("d", STROKES[name]);
  return svg;
}
