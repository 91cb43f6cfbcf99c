/** Hears what the author does in the app, in the page and its same-origin frames, and keeps none of what is typed. */
import { windowsOf } from "../pick/geometry";
import { clicked, entered, type Done } from "./deeds";

export interface RecorderOptions {
  owns(event: Event): boolean;
  done(done: Done): void;
  /** Before an event may change the page: what stands in its fields is to be left out of everything. */
  before(): void;
}

/** Starts listening; answers how to stop. Nothing is held back from the app. */
export function startRecorder({ owns, done, before }: RecorderOptions): () => void {
  const stop = new AbortController();
  const heard = (event: Event, meant: (element: Element) => Done | null): void => {
    const [start] = event.composedPath();
    if (!event.isTrusted || owns(event) || (start as Node | undefined)?.nodeType !== Node.ELEMENT_NODE) return;
    before();
    const found = meant(start as Element);
    if (found) done(found);
  };
  const listening = new WeakSet<Document>();
  const listen = (): void => {
    for (const view of windowsOf(window)) {
      if (listening.has(view.document)) continue;
      listening.add(view.document);
      // On the window, before the app hears it: it may leave the page at once.
      view.addEventListener("click", (event) => heard(event, clicked), { capture: true, signal: stop.signal });
      for (const type of ["input", "change"]) view.addEventListener(type, (event) => heard(event, entered), { capture: true, signal: stop.signal });
    }
  };
  listen();
  // Frames that come or turn to another page later.
  document.addEventListener("load", listen, { capture: true, signal: stop.signal });
  return () => stop.abort();
}
