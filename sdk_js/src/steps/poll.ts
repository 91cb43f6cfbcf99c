/** Looking again and again without observing the page: the dearer a look, the seldomer it is taken. */
import type { Stop } from "./element";

const SOONEST = 100;
const LATEST = 2000;
/** A look may take one part in so many of the time. */
const SHARE = 400;

/** Calls `look` now and again until it answers true. */
export function poll(look: () => unknown): Stop {
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;
  const again = (): void => {
    const started = performance.now();
    if (look() || stopped) return;
    timer = setTimeout(again, Math.min(LATEST, Math.max(SOONEST, (performance.now() - started) * SHARE)));
  };
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
