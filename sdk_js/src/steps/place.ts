/** Where a box goes beside its target: pure arithmetic, in pixels of the window. */
import type { Wish } from "./wish";

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
/**
 * The target `from` `to`, the `size` of the box, the `room` of the window. Sides: 0 below the target, 1 above it, 2 right and
 * 3 left of it; odd ones lie before the target, the first two above or below it.
 */
export function place(from: Pair, to: Pair, size: Pair, room: Pair, [sides, share]: Wish): Placed {
  const spare = (side: number, axis = (side >> 1) as 0 | 1): number => (side & 1 ? from[axis] : room[axis] - to[axis]) - size[axis];
  const chosen = sides.find((side) => spare(side) > GAP + EDGE);
  // Without room beside the target the box lies at the window's edge, at the one where the target is not.
  if (room[1] < NARROW || chosen === undefined)
    return { at: [spare(0) < 0 && spare(1) > spare(0) ? EDGE : room[0] - size[0] - EDGE, (room[1] - size[1]) / 2] };
  /** The axis along which the box is away from the target, and the one along which it lies beside it. */
  const away = (chosen >> 1) as 0 | 1;
  const beside = (1 - away) as 0 | 1;
  const inside = (axis: 0 | 1, value: number): number => between(EDGE, value, room[axis] - size[axis] - EDGE);
  const at: Pair = [0, 0];
  const arrow: Pair = [0, 0];
  at[away] = inside(away, chosen & 1 ? from[away] - GAP - size[away] : to[away] + GAP);
  at[beside] = inside(beside, from[beside] + (to[beside] - from[beside] - size[beside]) * share[beside]);
  arrow[away] = chosen & 1 ? size[away] : 0;
  arrow[beside] = between(CORNER, (from[beside] + to[beside]) / 2 - at[beside], size[beside] - CORNER);
  return { at, arrow };
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
