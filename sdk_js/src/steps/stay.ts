/** What a step needs as soon as it stands, and to go on from it: `care.ts` has it. */
import type { Care } from "./care";
import type { Stop } from "./element";
import type { Passage } from "./passage";
import { rectOf } from "./rect";

/** Here, or as `careLater` gets it. `scroll`: the page's own way to bring a target into sight, when it has one. */
export const CARE = {} as Care & { scroll?: ((target: Element) => void) | undefined };

/** The page loads the care while it paints the first step. Where it cannot be had, a button takes the step away. */
export function careLater(load: () => Promise<Care | undefined>): void {
  const later =
    (name: keyof Care) =>
    (...given: unknown[]): Stop => {
      let stop: Stop | void;
      let left = false;
      void load().then((care) => {
        if (care) Object.assign(CARE, care);
        else if (name === "act") (given[0] as Passage).stop();
        if (!left) stop = (care?.[name] as ((...given: unknown[]) => Stop | void) | undefined)?.(...given);
      });
      return () => {
        left = true;
        stop?.();
      };
    };
  const follow = later("follow") as Care["follow"];
  const now: Care["follow"] = (...given) => {
    given[2](rectOf(given[0]), true);
    return follow(...given);
  };
  Object.assign(CARE, { act: later("act"), done: later("done"), miss: later("miss"), mind: later("mind"), follow: now });
}
