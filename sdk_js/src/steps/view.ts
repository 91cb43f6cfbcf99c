/** Shows one step at a time: draws the box, seats it on the page, and minds focus, keys and whatever opens above it. */
import { drawBox, type Setting } from "./box";
import type { BoxKind, Step } from "./contract";
import type { Stop } from "./element";
import { focused } from "./focus";
import { reveal } from "./rect";
import { SEATS } from "./seats";
import { openStage } from "./stage";
import { CARE } from "./stay";

export interface View {
  /** `target` null: centred. `lost` is called once when the target has gone from the page. */
  show(step: Step, target: Element | null, setting: Setting, lost: () => void): void;
  hide(): void;
  /** Leaves nothing behind and gives the focus back. */
  close(): void;
}

export function openView(theme?: Record<string, string>): View {
  const stage = openStage(theme);
  const before = focused();
  let unshow: Stop | undefined;

  const hide = (): void => {
    unshow?.();
    unshow = undefined;
  };

  const show: View["show"] = (step, target, setting, lost) => {
    // Reading comes before our own changes, and the focus after the measuring: fewer layouts.
    if (target) (CARE.scroll ?? reveal)(target);
    const box = drawBox(step, setting);
    hide();
    stage.root.append(box);
    stage.raise(target);
    // The care may come a moment after the step stands: a key pressed before is kept for it.
    const onKey = (event: KeyboardEvent): unknown => CARE.key(event, event.composedPath()[0] as Element, box, target);
    const shown = new AbortController();
    const listening = { capture: true, signal: shown.signal };
    addEventListener("keydown", onKey, listening);
    const unseat = (SEATS[step.kind as BoxKind] ?? SEATS.tooltip)({ stage, box, step, target, lost });
    CARE.mind(stage, box, target, listening);
    unshow = () => {
      unseat();
      shown.abort();
      box.remove();
    };
  };

  return {
    show,
    hide,
    close() {
      const ours = [stage.host, document.body].includes(document.activeElement as HTMLElement);
      hide();
      stage.host.remove();
      if (ours) before?.focus({ preventScroll: true });
    },
  };
}
