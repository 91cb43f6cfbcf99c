/** Step kinds: how each sits on the page. Content, buttons, keyboard and speech are the same for all. */
import type { Step, TourKind } from "./contract";
import type { Stop } from "./element";
import { modal } from "./modal";
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

/** The registry: does not compile until every kind of the contract is drawn. */
export const SEATS: Record<TourKind, Seat> = { tooltip, modal };
