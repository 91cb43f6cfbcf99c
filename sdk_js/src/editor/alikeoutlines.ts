/** Outlines, on the page, what else the selected step's target could mean, until the author has said "this one". */
import { locate } from "../target";
import { lookalikes } from "./alike";
import type { Step } from "./draft";
import type { Box } from "./pick/geometry";
import { outlineIn } from "./pick/outline";
import type { State } from "./state";

export interface AlikeOutlines {
  show(step: Step | undefined, whereabouts: State["whereabouts"]): void;
  stop(): void;
}

/** `avoid`: where the step itself is shown. */
export function alikeOutlines(canvas: Element, avoid: () => Box[]): AlikeOutlines {
  const outline = outlineIn(canvas, avoid);
  let seen: { step: Step | undefined; whereabouts: State["whereabouts"] } | null = null;
  return {
    show(step, whereabouts) {
      if (seen?.step === step && seen?.whereabouts === whereabouts) return;
      seen = { step, whereabouts };
      outline.alike(step?.target && step.target.mode !== "this" && whereabouts[step.key]?.is === "several" ? others(step) : []);
    },
    stop: outline.remove,
  };
}

function others(step: Step): Element[] {
  const element = locate(step.target!, document);
  return element ? lookalikes(step.target!, element).filter((other) => other !== element) : [];
}
