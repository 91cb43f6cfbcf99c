/** Where a box goes beside its target: pure arithmetic, in pixels of the window. */
import type { Place } from "./contract";

export interface Size {
  width: number;
  height: number;
}
export type Side = (typeof SIDES)[number];
export type Edges = Record<Side, number>;
export interface Placed {
  left: number;
  top: number;
  /** The side of the target it is on; absent when it is a sheet at the window's edge. */
  side?: Side;
  /** Where on the box's near edge the arrow stands. */
  arrow: number;
}

const EDGE = 8;
const GAP = 16;
/** Below this window width a box becomes a sheet. */
const NARROW = 520;
const CORNER = 22;
/** In the order of preference. Odd ones lie before the target, the first two above or below it. */
const SIDES = ["bottom", "top", "right", "left"] as const;
const SHARE = { start: 0, center: 0.5, end: 1 };

export function place(target: Edges, box: Size, view: Size, { side, align = "center" }: Place, rtl: boolean): Placed {
  /** Down and across: where the target begins and ends, how long the box is, how long the window. */
  const axes = [
    [target.top, target.bottom, box.height, view.height],
    [target.left, target.right, box.width, view.width],
  ] as [Axis, Axis];
  const spare = (side: number): number => {
    const [start, end, length, room] = axes[(side >> 1) as 0];
    return (side & 1 ? start : room - end) - length;
  };
  if (view.width < NARROW) return { left: EDGE, top: spare(0) < 0 && spare(1) > 0 ? EDGE : view.height - box.height - EDGE, arrow: 0 };
  const all = [0, 1, 2, 3];
  const wish = SIDES.indexOf(side as Side);
  const chosen = (wish < 0 ? all : [wish, wish ^ 1, ...all]).find((side) => spare(side) > GAP + EDGE) ?? all.sort((a, b) => spare(b) - spare(a))[0]!;
  const [start, end, length, room] = axes[(chosen >> 1) as 0];
  const [from, to, breadth, space] = axes[(1 - (chosen >> 1)) as 0];
  const share = rtl && chosen < 2 ? 1 - SHARE[align] : SHARE[align];
  const away = between(EDGE, chosen & 1 ? start - GAP - length : end + GAP, room - length - EDGE);
  const beside = between(EDGE, from + (to - from - breadth) * share, space - breadth - EDGE);
  const arrow = between(CORNER, (from + to) / 2 - beside, breadth - CORNER);
  return { side: SIDES[chosen]!, arrow, ...(chosen < 2 ? { left: beside, top: away } : { left: away, top: beside }) };
}

type Axis = [start: number, end: number, length: number, room: number];

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
