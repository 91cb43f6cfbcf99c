/** The player alone is told its words by the page. */
import type { Labels } from "../tour";

export const LABELS: Labels = { next: "Next", done: "Done", close: "Close" };

export const closeIn = (): string => LABELS.close;
