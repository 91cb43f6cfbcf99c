/** Kinds of guides: how each is played. */
import type { GuideKind } from "../steps/contract";
import type { From, Playable, Playing, Surroundings } from "../steps/passage";
import { play } from "../steps/player";

export type Play = (guide: Playable, from: From, around: Surroundings) => Playing;

/** Walkthroughs are in the snippet; each other kind is a part of its name, whose `install` adds its `play` here. */
export const KINDS: Partial<Record<GuideKind, Play>> = { walkthrough: play };

/** Whether guides of the kind stay on the page beside others, rather than taking the person's attention one at a time. */
export function isStanding(kind: string): boolean {
  return /^[bchlr]/.test(kind);
}
