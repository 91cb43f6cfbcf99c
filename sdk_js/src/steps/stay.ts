/** What a step needs as soon as it stands, and to go on from it: `care.ts` has it. */
import type { Care } from "./care";
import type { Stop } from "./element";
import type { Passage } from "./passage";

/** Here, or as `careLater` gets it. `scroll`: the page's own way to bring a target into sight, when it has one. */
export const CARE = {} as Care & { scroll?: ((target: Element) => void) | undefined };

/** The page loads the care while it paints the first step. Where it cannot be had, a button takes the step away. */
export function careLater(load: () => Promise<Care | undefined>): void {
  for (const name of ["act", "done", "follow", "mind", "miss"] as const) {
    const later = (...given: unknown[]): Stop => {
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
    Object.assign(CARE, { [name]: later });
  }
}
