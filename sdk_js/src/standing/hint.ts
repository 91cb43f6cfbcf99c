/** Hints: any number of marks at elements, each with a tip of its own. What was read and need not stay is remembered. */
import type { Kit } from "../runtime/kit";
import type { Play } from "../runtime/kinds";
import type { Step } from "../steps/contract";
import type { Stop } from "../steps/element";
import { poll } from "../steps/poll";
import { isDrawn } from "../steps/rect";
import { drawHint } from "./hintmark";
import { standingPassage } from "./passage";
import { closeTip } from "./tip";
import { openSurface } from "./surface";

export const hintWith = (kit: Kit): Play => ({ name, language = "", steps = [], values = {} }, { trail = [], met }, around) => {
  const gone = [...trail];
  const drawn = new Map<string, Stop>();
  const told = new Set<string>();
  let unlook: Stop | undefined;
  let waved = false;

  const left = (): Step[] => steps.filter(({ key }) => !gone.includes(key));
  const takeAway = (key: string): void => {
    drawn.get(key)?.();
    drawn.delete(key);
  };
  const once = (type: string, step: Step, props?: Record<string, unknown>): void => {
    const name = type + step.key + props?.["by"];
    if (!told.has(name)) around.tell(type, step, props);
    told.add(name);
  };

  /** It need not come back. When none is left the guide is over. */
  const retire = (step: Step): void => {
    if (gone.includes(step.key)) return;
    gone.push(step.key);
    takeAway(step.key);
    around.reached(step.key, gone);
    if (!left().length) {
      stop();
      around.ended(waved ? "dismissed" : "completed", step);
    }
  };

  const draw = (step: Step, target: Element): void => {
    const surface = openSurface(kit, around.theme);
    const { act } = standingPassage(kit, around, step, {
      end(outcome) {
        closeTip();
        if (outcome !== "dismissed") return;
        waved = true;
        retire(step);
      },
    });
    const setting = {
      kit, surface, name, language, values,
      speech: around.speech,
      act: (actions: Parameters<typeof act>[0]) => act(actions, "button"),
      opened: (by: string) => once("step_acted", step, { by: by === "invalid" ? by : "open" }),
      read: () => step.hint?.keep === false && queueMicrotask(() => retire(step)),
      mended: () => once("step_verified", step, { by: "input" }),
      lost: () => {
        takeAway(step.key);
        look();
      },
    };
    drawn.set(step.key, drawHint(step, target, setting));
    if (!met) once("step_seen", step);
  };

  /** Draws what can be drawn and waits for the rest. */
  const look = (): void => {
    unlook?.();
    for (const { key, page } of left()) if (!around.isAt(page ?? "")) takeAway(key);
    unlook = poll(() => {
      const here = left().filter(({ page }) => around.isAt(page ?? ""));
      for (const step of here) {
        const target = step.target && !drawn.has(step.key) && around.find(step.target);
        if (target && isDrawn(target)) draw(step, target);
      }
      return here.every(({ key }) => drawn.has(key));
    });
  };

  const stop = (): void => {
    unlook?.();
    for (const key of [...drawn.keys()]) takeAway(key);
  };

  if (steps[0]) around.reached(steps[0].key, gone);
  look();
  return { routed: look, stop };
};
