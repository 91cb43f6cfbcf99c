/** What a step needs as soon as it stands, and to go on from it: `care.ts` has it. */
import type { Care } from "./care";
import type { Stop } from "./element";
import type { Passage } from "./passage";

/** Here, or as `careLater` gets it. `scroll`: the page's own way to bring a target into sight, when it has one. */
export const CARE = {} as Care & { scroll?: ((target: Element) => void) | undefined };

/**
 * The page loads the care while it paints the first step; calls before it has come wait for it, and a button pressed again
 * meanwhile is not pressed twice. Where it cannot be had, a button takes the step away.
 */
export function careLater(load: () => Promise<unknown>): void {
  let acted: unknown;
  for (const name of ["act", "done", /* @__KEY__ */ "follow", /* @__KEY__ */ "giveWay", "key", /* @__KEY__ */ "mind", /* @__KEY__ */ "miss"] as const) {
    const later = (...given: unknown[]): Stop | undefined => {
      let stop: Stop | void;
      let left = name === "act" && acted === (acted = given[0]);
      void load().then((care) => {
        if (!care) name === "act" && (given[0] as Passage).stop();
        else if (!left) stop = (CARE[name] as (...given: unknown[]) => Stop | void)(...given);
      });
      return () => {
        left = true;
        stop?.();
      };
    };
    Object.assign(CARE, { [name]: later });
  }
}
