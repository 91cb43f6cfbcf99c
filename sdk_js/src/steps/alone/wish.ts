/** A step of the player alone has no wish: the first side with room, and the middle of it. */
import type { Wish } from "../wish";

export const wishOf = (): Wish => [[0, 1, 2, 3], [0.5, 0.5]];
