/** Kinds of steps: how each lies on the page. Content, buttons, keyboard and speech are the same for all. */
import type { BoxKind, Step } from "./contract";
import type { Stop } from "./element";
import type { Stage } from "./stage";
import { tooltip } from "./tooltip";

export interface Seating {
  stage: Stage;
  box: HTMLElement;
  step: Step;
  /** Null: the step has none, or it could not be found and is shown centred. */
  target: Element | null;
  /** To be called once when the target has gone. */
  lost: () => void;
}

/** Puts the box on the page; what it returns takes everything away again except the box. */
export type Seat = (seating: Seating) => Stop;

/** `more.ts` brings the others. */
export const SEATS: Partial<Record<BoxKind, Seat>> & { tooltip: Seat } = { tooltip };
