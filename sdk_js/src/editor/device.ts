/** A tablet or a phone on the page: the part of the window in which a step is drawn as in a window of that size. */
import { h } from "../steps/element";
import { place, type Pair } from "../steps/place";
import { rectOf } from "../steps/rect";
import type { Seat } from "../steps/seats";
import { CARE } from "../steps/stay";
import { centre } from "../steps/tooltip";
import { wishOf } from "../steps/wish";
import type { Device, Look } from "./looks";

export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** In CSS pixels, upright. */
const SIZES: Record<Exclude<Device, "desktop">, [width: number, height: number]> = { tablet: [768, 1024], phone: [390, 844] };
const EDGE = 8;
/** Below this width of a window boxes are sheets (`steps/box.css`, `steps/place.ts`). */
const NARROW = 520;
const RING = 4;

/** Around the element, else in the middle of the room; null: the window itself. */
export function regionOf({ device, room }: Pick<Look, "device" | "room">, target: Element | null): Region | null {
  if (device === "desktop") return null;
  const width = Math.min(SIZES[device][0], innerWidth - 2 * EDGE);
  const height = Math.min(SIZES[device][1], innerHeight - 2 * EDGE);
  const rect = target && rectOf(target);
  // Where the panel leaves no room, or covers the element, it is the whole window's.
  const fits = room[1] - room[0] >= width + 2 * EDGE && (!rect || (rect.left >= room[0] && rect.right <= room[1]));
  const [from, to] = fits ? room : [0, innerWidth];
  const left = between(from, rect ? rect.left + rect.width / 2 : (from + to) / 2, to, width);
  const top = between(0, rect ? rect.top + rect.height / 2 : innerHeight / 2, innerHeight, height);
  return { left, top, width, height };
}

/** Where something of this length begins: around the middle, as far as it stays between the edges. */
function between(from: number, middle: number, to: number, length: number): number {
  return Math.round(Math.max(from + EDGE, Math.min(middle - length / 2, to - length - EDGE)));
}

/** Rules that make the host of the guides that part of the window; `fixed` boxes inside keep to it. */
export function framing({ left, top, width, height }: Region): string {
  const narrow = width < NARROW ? `.box, .slide-out, .modal { width: ${width - 16}px; } .slide-out { margin: 8px; }` : "";
  return `:host { position: fixed !important; inset: ${top}px auto auto ${left}px !important; width: ${width}px !important; height: ${height}px !important;
    contain: layout !important; overflow: clip !important; border-radius: 18px !important; }
    .box { max-height: ${height - 16}px; } ${narrow}`;
}

/** `steps/tooltip.ts` for that part of the window. */
export const tooltipIn = ({ left, top, width, height }: Region): Seat => ({ box, step, target, lost }) => {
  if (!target) return centre(box);
  const ring = h("div", { class: "ring" });
  const arrow = h("i", { class: "arrow" });
  box.before(ring);
  box.append(arrow);
  const at = ([down, across]: Pair): string => `top:${Math.round(down)}px;left:${Math.round(across)}px;`;
  const moved = (rect: DOMRect): void => {
    const size = box.getBoundingClientRect();
    const [from, to]: Pair[] = [[rect.top - top, rect.left - left], [rect.bottom - top, rect.right - left]] as const;
    const { at: placed, arrow: tip } = place(from!, to!, [size.height, size.width], [height, width], wishOf(step, box));
    box.style.cssText = "position:fixed;" + at(placed);
    ring.style.cssText = "position:fixed;" + at([from![0] - RING, from![1] - RING]) + `width:${rect.width + 2 * RING}px;height:${rect.height + 2 * RING}px`;
    arrow.style.cssText = tip ? at(tip) : "display:none";
  };
  moved(rectOf(target));
  const leave = CARE.follow(target, box, moved, lost);
  return () => (leave(), ring.remove());
};
