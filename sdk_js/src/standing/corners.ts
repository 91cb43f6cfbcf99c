/** Places in the window's corners: whoever comes later stands above (below, at the top) those who were there before. */
import type { Stop } from "../steps/element";

export type CornerName = "bottom_end" | "bottom_start" | "top_end" | "top_start";

const GAP = 12;
/** Pixels kept free at the window's edges, e.g. by a banner. */
const inset = { top: 0, bottom: 0 };
const standing = new Map<CornerName, HTMLElement[]>();

/** Puts the element into a corner; what it returns gives the place back. */
export function corner(element: HTMLElement, where: CornerName): Stop {
  const others = standing.get(where) ?? [];
  standing.set(where, [...others, element]);
  element.classList.add("corner", ...where.split("_"));
  const sizes = new ResizeObserver(arrange);
  sizes.observe(element);
  arrange();
  return () => {
    sizes.disconnect();
    standing.set(where, (standing.get(where) ?? []).filter((other) => other !== element));
    arrange();
  };
}

/** Keeps an edge of the window free, so that nothing in a corner lies over what is there. */
export function keepFree(edge: "top" | "bottom", pixels: number): void {
  inset[edge] = pixels;
  arrange();
}

function arrange(): void {
  for (const [where, elements] of standing) {
    let lift = inset[where.startsWith("top") ? "top" : "bottom"];
    for (const element of elements) {
      element.style.setProperty("--lift", lift + "px");
      lift += element.offsetHeight ? element.offsetHeight + GAP : 0;
    }
  }
}
