/** Plays a walkthrough: waits for the step's page and target, and shows it. `way.ts` knows how it goes on. */
import { watch } from "./advance";
import type { Stop } from "./element";
import { ACTIONS, MORE, type From, type Passage, type Playable, type Playing, type Surroundings } from "./passage";
import { poll } from "./poll";
import { isDrawn } from "./rect";
import { CARE } from "./stay";
import { openView } from "./view";

export function play({ name, language = "", values = {}, steps = [], progress }: Playable, from: From, around: Surroundings): Playing {
  const view = openView(around.theme);
  let stops: Stop[] = [];

  const passage: Passage = {
    around,
    steps,
    here: steps.find(({ key }) => key === from.step) ?? steps[0]!,
    trail: from.trail ?? [],

    seek(patient, seen) {
      const { page, target, if_missing } = passage.here;
      const wait = patient ? Infinity : (if_missing?.wait_seconds ?? 10) * 1000;
      let until = performance.now() + wait;
      const look = (): unknown => {
        const at = around.isAt(page ?? "");
        const found = at && target && around.find(target);
        // An element may be in the page before it is drawn; beside nothing there is no place for a box.
        if (at && (!target || isDrawn(found))) return (passage.show(found || null, seen), true);
        view.hide();
        if (!at) until = performance.now() + wait;
        return performance.now() >= until && (CARE.miss(passage), true);
      };
      stops.push(poll(look));
    },

    show(target, seen) {
      const { here } = passage;
      const hidden = here.kind === "hidden";
      if (hidden) view.hide();
      else
        view.show(
          here,
          target,
          { name, language, speech: around.speech, index: steps.indexOf(here), count: steps.length, values, progress, act: (actions) => CARE.act(passage, actions, ACTIONS) },
          () => passage.seek(true, true),
        );
      if (seen) return;
      around.tell("step_seen", here);
      for (const advance of here.advance ?? []) stops.push(watch(advance, here.target, around, () => CARE.done(passage, advance.on!)));
      if (hidden) MORE.hidden!(passage);
    },

    meanwhile: (stop) => void stops.push(stop),
    leave() {
      for (const stop of stops) stop();
      stops = [];
    },
    stop() {
      passage.leave();
      view.close();
    },
  };

  if (passage.here) {
    around.reached(passage.here.key, passage.trail);
    passage.seek(from.patient);
  }
  return passage;
}
