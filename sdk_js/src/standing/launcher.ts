/** A launcher: a floating button in a corner of the window, or a mark beside an element. It stays until it is unpublished. */
import type { Kit } from "../runtime/kit";
import type { Play } from "../runtime/kinds";
import { poll } from "../steps/poll";
import { isDrawn } from "../steps/rect";
import type { Stop } from "../steps/element";
import { corner } from "./corners";
import { launcherButton } from "./launcherbutton";
import { standingPassage } from "./passage";
import { pin } from "./pin";
import { besides } from "./spots";
import { openSurface } from "./surface";
import { waiting } from "./waiting";

export const launcherWith = (kit: Kit): Play => ({ name, language, steps = [] }, { met }, around) => {
  const step = steps[0];
  if (!step) return { stop() {} };
  const surface = openSurface(kit, around.theme);
  const button = launcherButton(step.launcher ?? {}, name, around.speech);
  const { act } = standingPassage(kit, around, step, { end: () => {} });
  let stops: Stop[] = [];

  const leave = (): void => {
    for (const stop of stops) stop();
    stops = [];
    button.element.remove();
  };

  const count = (): void => button.count(step.launcher?.badge === false ? 0 : waiting(around, step));

  const draw = (target: Element | null): void => {
    leave();
    surface.dress(button.element, language);
    surface.root.append(button.element);
    surface.raise(target);
    button.element.classList.toggle("small", !!target);
    stops.push(target ? pin(surface.host, target, button.element, besides(step.place, button.element, target), seek) : corner(button.element, step.launcher?.corner ?? "bottom_end"));
    count();
    if (!met) around.tell("step_seen", step);
    met = true;
  };

  const seek = (): void => {
    leave();
    const { target, page } = step;
    stops.push(
      poll(() => {
        const found = around.isAt(page ?? "") && (target ? around.find(target) : null);
        if (found === false || (target && !isDrawn(found))) return false;
        draw(found ?? null);
        return true;
      }),
    );
  };

  button.element.onclick = () => act(step.does ?? [], "click");
  around.reached(step.key, []);
  seek();
  return {
    routed: () => (button.element.isConnected && around.isAt(step.page ?? "") ? count() : seek()),
    stop() {
      leave();
      surface.close();
    },
  };
};
