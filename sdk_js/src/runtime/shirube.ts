/** `dist/shirube.js`: takes the place of the stub, plays back what it queued. One global name; loading it twice is harmless. */
import type { Shirube } from "./api";
import { createShirube } from "./app";

type Call = [name: keyof Shirube, ...given: unknown[]];
interface Stub {
  (...call: Call): unknown;
  q?: ArrayLike<unknown>[];
  loaded?: boolean;
}

const page = window as { shirube?: Stub };
const waiting = page.shirube?.q ?? [];

if (!page.shirube?.loaded) {
  const script = document.currentScript as HTMLScriptElement | null;
  const shirube = createShirube(script ? new URL(script.src).origin : location.origin);
  const call: Stub = (name, ...given) => {
    try {
      return (shirube[name] as ((...given: unknown[]) => unknown) | undefined)?.(...given);
    } catch (error) {
      // Nothing of ours may stop the page that calls it.
      console.error("Shirube:", error);
    }
  };
  call.loaded = true;
  page.shirube = call;
  for (const queued of waiting) call(...(Array.from(queued) as Call));
  const key = script?.dataset["key"];
  if (key) call("init", { key });
}
