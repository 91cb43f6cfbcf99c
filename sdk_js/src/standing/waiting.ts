/** How much waits behind a launcher: unread news, things still to do. */
import type { DeliveredGuide, GuideKind, Step } from "../steps/contract";
import type { Surroundings } from "../steps/passage";

type Count = (guide: DeliveredGuide, around: Surroundings) => number;

/** By the kind of the guide that the launcher shows; a part that draws a kind may add its own count. */
export const COUNTS: Partial<Record<GuideKind, Count>> = {
  announcement: (guide, around) => +isUnread(guide, around),
  resource_center: (_, around) => around.delivered().filter((guide) => isNews(guide) && isUnread(guide, around)).length,
};

/** Announcements that are kept to be read again, or wait in the feed to be read at all. */
export function isNews({ kind, in_news, steps }: DeliveredGuide): boolean {
  return kind === "announcement" && (!!in_news || steps.some((step) => step.kind === "feed"));
}

/** Unread until the person has come to its end or closed it once. */
export function isUnread(guide: DeliveredGuide, around: Surroundings): boolean {
  const run = around.runOf(guide);
  return !run || run.status === "started";
}

export function waiting(around: Surroundings, { does }: Pick<Step, "does">): number {
  const shown = (does ?? []).flatMap((action) => ("guide" in action ? [action.guide] : []));
  const guides = around.delivered().filter(({ key }) => shown.includes(key));
  return guides.reduce((sum, guide) => sum + (COUNTS[guide.kind]?.(guide, around) ?? 0), 0);
}
