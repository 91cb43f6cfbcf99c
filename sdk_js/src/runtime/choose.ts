/** Which guide may start now, by what this browser knows; the server has decided what it could. */
import type { DeliveredGuide } from "../contract.gen";
import type { Remembered, Run } from "./memory";

/** Milliseconds within which a run goes on at once, e.g. on the page that the last click led to. */
const FRESH = 30_000;

/** The latest run of a guide, from here or from the server, whichever is newer. */
export function runOf({ key, state }: DeliveredGuide, { runs }: Remembered): Run | undefined {
  const here = runs[key];
  if (!state || (here && here.at >= state.last_at * 1000)) return here;
  return { ...state, step: state.step ?? "", trail: [], at: state.last_at * 1000 };
}

/** The run that the person has begun and not ended, or put off until now. */
export function leftOf(guide: DeliveredGuide, remembered: Remembered): Run | undefined {
  const run = runOf(guide, remembered);
  const goesOn = run?.until ? Date.now() >= run.until : run?.status === "started";
  return goesOn && guide.resume !== "never" ? run : undefined;
}

export function isFresh(run: Run): boolean {
  return Date.now() - run.at < FRESH;
}

/** Runs that were left come first, the latest of them before others; then by priority; then by key. */
export function inTurn(guides: DeliveredGuide[], remembered: Remembered): DeliveredGuide[] {
  const since = (guide: DeliveredGuide): number => leftOf(guide, remembered)?.at ?? 0;
  return guides.sort((a, b) => since(b) - since(a) || b.priority - a.priority || (a.key < b.key ? -1 : 1));
}
