/** Waiting for a target that comes late, without observing every mutation of the page. */
import type { Descriptor } from "./descriptor";
import { locate } from "./locate";
import type { Root } from "./roots";

export interface WaitOptions {
  /** Milliseconds; 10,000 when not given. */
  timeout?: number;
  signal?: AbortSignal;
  root?: Root;
}

const EVERY = 80;

/** The element as soon as it is there (within 100 ms), or null after the timeout or an abort. */
export function waitFor(descriptor: Descriptor, options: WaitOptions = {}): Promise<Element | null> {
  const { timeout = 10_000, signal, root = document } = options;
  const until = performance.now() + timeout;
  return new Promise((resolve) => {
    const look = (): void => {
      const found = signal?.aborted ? null : locate(descriptor, root);
      if (found || signal?.aborted || performance.now() >= until) resolve(found);
      else setTimeout(look, EVERY);
    };
    look();
  });
}
