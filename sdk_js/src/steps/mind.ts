/** What a step does as soon as it stands: it takes the focus or says its words, and stays above whatever opens. */
import { takeFocus } from "./focus";
import type { Stage } from "./stage";

export function mind(stage: Stage, box: HTMLElement, target: Element | null, listening: AddEventListenerOptions): void {
  // Something may have opened since the box was put there.
  stage.raise(target);
  if (!takeFocus(box)) stage.say(box.innerText);
  // A dialog opened or closed, or the window went fullscreen: what is in the top layer now lies over us.
  const raise = ({ type, target: what }: Event): unknown => (type !== "toggle" || (what as Element).localName === "dialog") && stage.raise(target, true);
  for (const name of ["toggle", "fullscreenchange"]) document.addEventListener(name, raise, listening);
}
