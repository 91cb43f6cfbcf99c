/** Where an author wants a box to lie beside its target. */
import type { Step } from "./contract";
import type { Pair } from "./place";

/** The sides to try, in this order (`place.ts` numbers them), and how much of the box's play along each axis lies before it, from 0 to 1. */
export type Wish = [sides: number[], share: Pair];

export function wishOf({ place }: Step, { dir }: HTMLElement): Wish {
  const { side, align = "center" } = place ?? {};
  // Without a wish this is -1: a side that is none has no room.
  const first = ["bottom", "top", "right", "left"].indexOf(side!);
  const share = ["start", "center", "end"].indexOf(align) / 2;
  return [[first, first ^ 1, 0, 1, 2, 3], [share, dir === "rtl" ? 1 - share : share]];
}
