/** The parts of the snippet that a page loads only when it needs them, from `/sdk/<version>/`. */
import { KIT, type Kit } from "./kit";

/** A part that adds to the snippet has an `install`, called once with what the snippet lends it. */
interface Part {
  install?(kit: Kit): void;
}

export interface Parts {
  /** Loads a part by the name of its file, once; nothing when it cannot be had now. */
  load<P>(file: string): Promise<P | undefined>;
  /** Whether the part is there; loads it when not. Undefined while it is under way. */
  has(file: string): boolean | undefined;
}

/** Milliseconds after which a part that could not be loaded may be tried again. */
const AGAIN = 10_000;

/** `base`: address of the folder with the parts; `came`: a part that `has` was asked for is there now. */
export function partsAt(base: string, came: () => void): Parts {
  const asked: Record<string, Promise<unknown>> = {};
  const there: Record<string, boolean> = {};

  const fetched = async (name: string): Promise<unknown> => {
    try {
      const part = (await import(base + name)) as Part;
      part.install?.(KIT);
      there[name] = true;
      return part;
    } catch (error) {
      console.warn("Shirube:", error);
      there[name] = false;
      setTimeout(() => delete asked[name], AGAIN);
      return undefined;
    }
  };
  const load = <P>(name: string): Promise<P | undefined> => (asked[name] ??= fetched(name)) as Promise<P | undefined>;
  return {
    load,
    has(name) {
      if (!asked[name]) void load(name).then(came);
      return there[name];
    },
  };
}
