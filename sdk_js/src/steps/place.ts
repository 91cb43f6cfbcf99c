/** Where a box goes beside its target: pure arithmetic, in pixels of the window. */
import type { Place } from "./contract";

export interface Size {
  width: number;
  height: number;
}
export type Side = "top" | "right" | "bottom" | "left";
export type Edges = Size & Record<Side, number>;
export interface Placed {
  left: number;
  top: number;
  /** The side of the target it is on; empty when it is a sheet at the window's edge. */
  side: Side | "";
  /** Where on the box's near edge the arrow stands. */
  arrow: number;
}

const EDGE = 8;
const GAP = 16;
/** Below this window width a box becomes a sheet. */
const NARROW = 520;
const CORNER = 22;
const SIDES: Side[] = ["bottom", "top", "right", "left"];
const SHARE = { start: 0, center: 0.5, end: 1 };

export function place(target: Edges, box: Size, view: Size, want: Place, rtl: boolean): Placed {
  const { left, top, right, bottom, width, height } = target;
  const spare = { bottom: view.height - bottom - box.height, top: top - box.height, right: view.width - right - box.width, left: left - box.width };
  if (view.width < NARROW) return { left: EDGE, top: spare.bottom < 0 && spare.top > 0 ? EDGE : view.height - box.height - EDGE, side: "", arrow: 0 };
  const wished = SIDES.indexOf(want.side as Side);
  const wishes = [SIDES[wished], SIDES[wished ^ 1], ...SIDES];
  const side = wishes.find((s) => s && spare[s] > GAP + EDGE) ?? SIDES.reduce((a, b) => (spare[b] > spare[a] ? b : a));
  const upright = side === "top" || side === "bottom";
  const share = SHARE[want.align ?? "center"];
  const x = upright ? left + (width - box.width) * (rtl ? 1 - share : share) : side === "right" ? right + GAP : left - GAP - box.width;
  const y = !upright ? top + (height - box.height) * share : side === "bottom" ? bottom + GAP : top - GAP - box.height;
  const at = { left: between(EDGE, x, view.width - box.width - EDGE), top: between(EDGE, y, view.height - box.height - EDGE), side };
  const arrow = upright ? between(CORNER, left + width / 2 - at.left, box.width - CORNER) : between(CORNER, top + height / 2 - at.top, box.height - CORNER);
  return { ...at, arrow };
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
