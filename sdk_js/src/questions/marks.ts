/** Stars, faces and thumbs, drawn as strokes on a field of 24 by 24. */
const SVG = "http://www.w3.org/2000/svg";

export function drawn(...paths: string[]): Element {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const path of paths) svg.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", path);
  return svg;
}

export const star = (): Element => drawn("M12 3.6l2.6 5.3 5.9.9-4.3 4.1 1 5.9L12 17l-5.2 2.8 1-5.9L3.5 9.8l5.9-.9z");

/** `mood`: from 0 (sad) to 1 (happy). */
export function face(mood: number): Element {
  const bend = (mood - 0.5) * 6;
  return drawn("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18", "M9 9.6v.6M15 9.6v.6", `M8 ${15.2 - bend / 2} Q12 ${15.2 + bend} 16 ${15.2 - bend / 2}`);
}

const THUMB = "M7.5 10.5v9.5H4v-9.5zM7.5 10.5l4-7.5c1.5 0 2.3 1 2.3 2.2 0 1-.5 2.5-.8 3.8h5.2c1.2 0 2 1 1.8 2.2l-1.2 6.8c-.2 1-1 1.7-2 1.7H7.5";

export function thumb(up: boolean): Element {
  const svg = drawn(THUMB);
  if (!up) svg.classList.add("down");
  return svg;
}
