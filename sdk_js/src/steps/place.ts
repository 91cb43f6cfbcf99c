/** Where a box goes beside its target: pure arithmetic, in pixels of the window. */
import type { Place } from "./contract";

/** Down and across. */
export type Pair = [down: number, across: number];

export interface Placed {
  at: Pair;
  /** Where on the box its arrow stands; absent when the box is a sheet at the window's edge. */
  arrow?: Pair;
}

const EDGE = 8;
const GAP = 16;
/** Below this window width a box becomes a sheet. */
const NARROW = 520;
const CORNER = 22;
/** In the order of preference. Odd ones lie before the target, the first two above or below it. */
const SIDES = ["bottom", "top", "right", "left"];
const SHARE = { start: 0, center: 0.5, end: 1 };

/** The target `from` `to`, the `size` of the box, the `room` of the window. */
export function place(from: Pair, to: Pair, size: Pair, room: Pair, { side, align = "center" }: Place, rtl: boolean): Placed {
  const spare = (side: number, axis = (side >> 1) as 0 | 1): number => (side & 1 ? from[axis] : room[axis] - to[axis]) - size[axis];
  const all = [0, 1, 2, 3];
  const wish = SIDES.indexOf(side!);
  const chosen = (wish < 0 ? all : [wish, wish ^ 1, ...all]).find((side) => spare(side) > GAP + EDGE);
  // Without room beside the target the box lies at the window's edge, at the one where the target is not.
  if (room[1] < NARROW || chosen === undefined)
    return { at: [spare(0) < 0 && spare(1) > spare(0) ? EDGE : room[0] - size[0] - EDGE, (room[1] - size[1]) / 2] };
  /** The axis along which the box is away from the target, and the one along which it lies beside it. */
  const away = (chosen >> 1) as 0 | 1;
  const beside = (1 - away) as 0 | 1;
  const share = beside && rtl ? 1 - SHARE[align] : SHARE[align];
  const inside = (axis: 0 | 1, value: number): number => between(EDGE, value, room[axis] - size[axis] - EDGE);
  const at: Pair = [0, 0];
  const arrow: Pair = [0, 0];
  at[away] = inside(away, chosen & 1 ? from[away] - GAP - size[away] : to[away] + GAP);
  at[beside] = inside(beside, from[beside] + (to[beside] - from[beside] - size[beside]) * share);
  arrow[away] = chosen & 1 ? size[away] : 0;
  arrow[beside] = between(CORNER, (from[beside] + to[beside]) / 2 - at[beside], size[beside] - CORNER);
  return { at, arrow };
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
