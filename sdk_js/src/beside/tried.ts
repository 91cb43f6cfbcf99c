/** What the person tried lately, for a request for help: the last events of guides and signs of trouble, over pages of this tab. */
import type { Stop } from "../steps/element";
import type { Surroundings } from "../steps/passage";

export interface Tried {
  type: string;
  guide?: string;
  step?: string;
  url?: string;
}

const NAME = "shirube-tried";
const MOST = 12;
const TYPES = ["page_viewed", "guide_started", "guide_completed", "guide_dismissed", "guide_failed", "step_seen", "step_acted", "step_verified", "step_failed", "rage_clicked", "dead_clicked", "error_seen"];

/** Notes from now on; `own`: the guide that asks, whose own events say nothing. */
export function noteTried(around: Surroundings, except: string): Stop {
  const stops = TYPES.map((type) => (around.onEvent as (name: string, heard: (event: Tried) => void) => Stop)(type, ({ guide, step, url }) => guide !== except && keep({ type, ...(guide && { guide }), ...(step && { step }), ...(url && type === "page_viewed" && { url }) })));
  return () => stops.forEach((stop) => stop());
}

export function whatWasTried(): Tried[] {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "[]") as Tried[];
  } catch {
    return [];
  }
}

function keep(entry: Tried): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...whatWasTried(), entry].slice(-MOST)));
  } catch {
    // blocked or full: the request goes without
  }
}
