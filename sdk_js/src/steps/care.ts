/** `dist/care.js`: stays with the target, minds the keyboard, keeps the step on top, and knows how the guide goes on. */
import type { Stop } from "./element";
import { follow } from "./follow";
import { listenToKeys } from "./keys";
import { takeFocus } from "./focus";
import type { Stage } from "./stage";
import { act, done, miss } from "./way";

export interface Care {
  follow: typeof follow;
  /** Takes the focus or says what the box says; minds the keys and whatever opens above the box. */
  mind: typeof mind;
  act: typeof act;
  done: typeof done;
  miss: typeof miss;
}

function mind(stage: Stage, box: HTMLElement, target: Element | null): Stop {
  // Something may have opened since the box was put there.
  stage.raise(target);
  if (!takeFocus(box)) stage.say(box.innerText);
  const shown = new AbortController();
  const listening = { capture: true, signal: shown.signal };
  listenToKeys(box, target, listening);
  // A dialog opened or closed, or the window went fullscreen: what is in the top layer now lies over us.
  const raise = ({ type, target: what }: Event): unknown => (type !== "toggle" || (what as Element).localName === "dialog") && stage.raise(target, true);
  for (const name of ["toggle", "fullscreenchange"]) document.addEventListener(name, raise, listening);
  return () => shown.abort();
}

export { act, done, follow, mind, miss };
