/** Where the elements of all steps are, on the page as it is now. */
import { locate, matches } from "../target";
import { lookalikes } from "./alike";
import { stepsOf, type Guide, type Step } from "./draft";
import { pageMatches } from "../runtime/pages";
import { nameOf } from "./pick/names";
import type { Whereabouts } from "./state";
import type { Words } from "./words";

const EVERY_MS = 1_500;

export function whereaboutsOf(guide: Guide, words: Words): Record<string, Whereabouts> {
  return Object.fromEntries(stepsOf(guide).map((step) => [step.key, whereabouts(step, words)]));
}

function whereabouts(step: Step, words: Words): Whereabouts {
  const needs = (step.kind ?? "tooltip") !== "modal";
  if (!step.target) return { is: needs ? "none" : onThisPage(step) ? "found" : "elsewhere" };
  if (!onThisPage(step)) return { is: "elsewhere" };
  const element = locate(step.target, document);
  if (!element) return { is: "missing" };
  const count = Math.max(lookalikes(step.target, element).length, matches({ ...step.target, mode: "this" }, document));
  const name = nameOf(element, words);
  return count > 1 ? { is: "several", count, name } : { is: "found", name };
}

export function onThisPage(step: Step): boolean {
  return pageMatches(step.page ?? "", location.href);
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
