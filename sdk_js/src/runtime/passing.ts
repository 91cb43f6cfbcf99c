/**
 * What becomes of guides that were shown before, are asked for by name, or are moved on in another tab. Part of `care.js`:
 * a guide that somebody meets for the first time does not need it to start.
 */
import type { DeliveredGuide } from "../contract.gen";
import type { Shown } from "../steps/passage";
import type { Run } from "./memory";
import { isStanding } from "./standing";

const DAY = 86_400_000;

/** Whether the person may meet the guide again now; `run`: the latest they had of it. */
export function isDue({ frequency }: DeliveredGuide, run: Run, session: { began: number }): boolean {
  const { show, at_most, every_days } = frequency;
  if (run.until) return Date.now() >= run.until;
  if (at_most && run.shown >= at_most) return false;
  if (show === "once" || (show === "until_completed" && run.status === "completed")) return false;
  if (every_days) return Date.now() - run.at >= every_days * DAY;
  return show === "always" || run.at < session.began;
}

/** Starts the guide that was asked for, in the place of what plays; one that stands already is opened. */
export function begin(
  key: string,
  guide: DeliveredGuide | undefined,
  playing: Map<string, Shown>,
  run: (guide: DeliveredGuide, anew?: boolean) => void,
  halt: (guide: string) => void,
): void {
  if (!guide) return console.warn(`Shirube: no guide “${key}” for this person.`);
  const stands = isStanding(guide.kind);
  if (stands) {
    if (!playing.has(key)) run(guide);
    return playing.get(key)?.player?.open?.();
  }
  for (const [other, { kind }] of playing) if (other === key || !isStanding(kind)) halt(other);
  run(guide, true);
}

/** Takes away what another tab has moved on or ended. */
export function giveWay(playing: Map<string, Shown>, runs: Record<string, Run>, halt: (guide: string) => void, look: () => void): void {
  for (const [guide, { state }] of playing) {
    const there = state && runs[guide];
    if (there && (there.run !== state.run || there.step !== state.step || there.status !== "started")) halt(guide);
  }
  look();
}
