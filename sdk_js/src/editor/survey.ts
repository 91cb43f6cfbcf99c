/** Where the elements of all steps are, on the page as it is now. */
import { explain, locate, matches, type Descriptor } from "../target";
import { stepsOf, type Guide, type Step } from "./draft";
import { pageMatches } from "./pages";
import type { Whereabouts } from "./state";

const EVERY_MS = 1_500;

export function whereaboutsOf(guide: Guide): Record<string, Whereabouts> {
  return Object.fromEntries(stepsOf(guide).map((step) => [step.key, whereabouts(step)]));
}

function whereabouts(step: Step): Whereabouts {
  const needs = (step.kind ?? "tooltip") !== "modal";
  if (!step.target) return { is: needs ? "none" : onThisPage(step) ? "found" : "elsewhere" };
  if (!onThisPage(step)) return { is: "elsewhere" };
  const count = countOf(step.target);
  if (!count) return { is: "missing" };
  return count > 1 && step.target.mode === undefined ? { is: "several", count } : { is: "found" };
}

export function onThisPage(step: Step): boolean {
  return pageMatches(step.page ?? "", location.href);
}

/** How many elements fit now; asked as "this one", because "any like it" is content with the first. */
function countOf(target: Descriptor): number {
  const count = matches({ ...target, mode: "this" }, document);
  return count || (locate(target, document) ? 1 : 0);
}

/** The elements that look like the target, the likeliest first; at most five. */
export function lookalikes(target: Descriptor): Element[] {
  const count = countOf(target);
  return explain({ ...target, mode: "this" }, document).candidates.slice(0, count).map(({ element }) => element);
}

/** Calls `look` now and again while the page changes and somebody watches. Answers how to stop. */
export function watchPage(look: () => void): () => void {
  let changed = false;
  let address = location.href;
  const observer = new MutationObserver(() => (changed = true));
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class", "hidden", "style", "open", "aria-hidden"] });
  const timer = setInterval(() => {
    const moved = address !== location.href;
    if (document.hidden || (!changed && !moved)) return;
    changed = false;
    address = location.href;
    look();
  }, EVERY_MS);
  return () => (observer.disconnect(), clearInterval(timer));
}
