/** `dist/shirube.js`: takes the place of the stub, plays back what it queued. One global name; loading it twice is harmless. */
import type { InitOptions, Shirube } from "./api";
import { createShirube } from "./app";

type Call = [name: keyof Shirube | "init", ...given: unknown[]];
interface Stub {
  (...call: Call): unknown;
  q?: Iterable<unknown>[];
  loaded?: boolean;
}

const page = window as { shirube?: Stub };

if (!page.shirube?.loaded) {
  const script = document.currentScript as HTMLScriptElement | null;
  /** Calls before `init` wait for it. */
  const waiting = [...(page.shirube?.q ?? [])] as Call[];
  let shirube: Shirube | undefined;

  const call: Stub = (name, ...given) => {
    try {
      if (shirube) return (shirube[name as keyof Shirube] as ((...given: unknown[]) => unknown) | undefined)?.(...given);
      const { key, host = script ? new URL(script.src).origin : location.origin, ...more } = (given[0] ?? {}) as Partial<InitOptions>;
      if (name !== "init" || !key) return waiting.push([name, ...given]);
      shirube = createShirube({ key, host, ...more });
      replay();
    } catch (error) {
      // Nothing of ours may stop the page that calls it.
      console.error("Shirube:", error);
    }
  };
  const replay = (): void => {
    for (const one of waiting.splice(0)) call(...one);
  };
  call.loaded = true;
  page.shirube = call;
  const key = script?.dataset["key"];
  if (key) call("init", { key });
  replay();
}
