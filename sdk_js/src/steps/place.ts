/** Where a box goes beside its target: pure arithmetic, in pixels of the window. */
import type { Place } from "./contract";

export interface Size {
  width: number;
  height: number;
}
export type Edges = Record<"top" | "right" | "bottom" | "left", number>;
export interface Placed {
  left: number;
  top: number;
  /** Where on the box its arrow stands; absent when the box is a sheet at the window's edge. */
  arrow?: { left: number; top: number };
}

const EDGE = 8;
const GAP = 16;
/** Below this window width a box becomes a sheet. */
const NARROW = 520;
const CORNER = 22;
/** In the order of preference. Odd ones lie before the target, the first two above or below it. */
const SIDES = ["bottom", "top", "right", "left"];
const SHARE = { start: 0, center: 0.5, end: 1 };

type Axis = [start: number, end: number, length: number, room: number];

export function place(target: Edges, box: Size, view: Size, { side, align = "center" }: Place, rtl: boolean): Placed {
  /** Down and across: where the target begins and ends, how long the box is, how long the window. */
  const down: Axis = [target.top, target.bottom, box.height, view.height];
  const across: Axis = [target.left, target.right, box.width, view.width];
  const spare = (side: number): number => {
    const [start, end, length, room] = side < 2 ? down : across;
    return (side & 1 ? start : room - end) - length;
  };
  if (view.width < NARROW) return { left: EDGE, top: spare(0) < 0 && spare(1) > 0 ? EDGE : view.height - box.height - EDGE };
  const all = [0, 1, 2, 3];
  const wish = SIDES.indexOf(side!);
  const chosen = (wish < 0 ? all : [wish, wish ^ 1, ...all]).find((side) => spare(side) > GAP + EDGE) ?? all.sort((a, b) => spare(b) - spare(a))[0]!;
  const upright = chosen < 2;
  const [start, end, length, room] = upright ? down : across;
  const [from, to, breadth, space] = upright ? across : down;
  const share = SHARE[align];
  const away = between(EDGE, chosen & 1 ? start - GAP - length : end + GAP, room - length - EDGE);
  const beside = between(EDGE, from + (to - from - breadth) * (rtl && upright ? 1 - share : share), space - breadth - EDGE);
  const tip = between(CORNER, (from + to) / 2 - beside, breadth - CORNER);
  const base = chosen & 1 ? length : 0;
  return upright ? { left: beside, top: away, arrow: { left: tip, top: base } } : { left: away, top: beside, arrow: { left: base, top: tip } };
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
