/** Kinds of guides: how each is played. */
import type { GuideKind } from "../steps/contract";
import type { From, Playable, Playing, Surroundings } from "../steps/passage";
import { play } from "../steps/player";

export type Play = (guide: Playable, from: From, around: Surroundings) => Playing;

/** Walkthroughs are in the snippet; parts add the other kinds here when they are installed. */
export const KINDS: Partial<Record<GuideKind, Play>> = { walkthrough: play };
