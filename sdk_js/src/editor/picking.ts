/** Pick mode and the freeze, as the panel's actions start and end them. */
import { describe } from "../target";
import type { DraftActions } from "./actions";
import { freeze } from "./pick/freeze";
import { isClosedFrame } from "./pick/geometry";
import { isLogInPage } from "./record/deeds";
import { nameOf } from "./pick/names";
import { outlineIn, type Outline } from "./pick/outline";
import { startPicker, type Picker } from "./pick/picker";
import type { Actions, PickPurpose, State } from "./state";
import { OWN, type Layer } from "./view/layer";
import { PICK_BUTTON } from "./view/steplist";

export interface PickingOptions {
  layer: Layer;
  /** Where outlines are drawn. */
  canvas: Element;
  state(): State;
  set(change: Partial<State>): void;
  act: DraftActions;
  focus(id: string): void;
}

export type Picking = Pick<Actions, "pick" | "pickRelative" | "cancelPick" | "freeze"> & { release(): void; stop(): void };

const FREEZE_KEY = "F8";

export function picking({ layer, canvas, state, set, act, focus }: PickingOptions): Picking {
  let picker: Picker | null = null;
  let outline: Outline | null = null;
  const frost = holding(layer);

  const end = (): void => {
    picker?.stop();
    outline?.remove();
    picker = outline = null;
    set({ mode: { is: "edit" }, offered: null });
  };
  const offered = (element: Element | null, by: "pointer" | "keyboard"): void => {
    const { words } = state();
    const name = element && nameOf(element, words);
    outline?.around(element, name ?? "");
    const note = element && isClosedFrame(element) ? words.closedFrame : name;
    set(by === "keyboard" ? { offered: note, said: note ?? "" } : { offered: note });
  };
  const picked = (element: Element, purpose: PickPurpose): void => {
    const name = nameOf(element, state().words);
    const target = describe(element);
    frost.hold(!state().frozen);
    end();
    if ("new" in purpose) act.addTooltip(target, target.evidence?.accessibleName ?? "");
    else act.retarget(purpose.step, target);
    set({ said: name });
  };
  /** Back to the button it began with, unless the author was at work in the app. */
  const left = (): void => {
    end();
    if (document.activeElement === document.body || document.activeElement === layer.host) focus(PICK_BUTTON);
  };
  const toggleFreeze = (): void => {
    const frozen = !state().frozen;
    if (frozen) frost.hold(false);
    else frost.release();
    set({ frozen });
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== FREEZE_KEY || event.repeat) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    toggleFreeze();
  };
  window.addEventListener("keydown", keys, true);
  layer.root.addEventListener(OWN + "keydown", (event) => keys(event as KeyboardEvent));
  // Over a frame of another site the outline itself catches the click, which would go into the frame.
  canvas.addEventListener(OWN + "click", () => picker?.take());

  return {
    pick(purpose) {
      if (picker) end();
      if (isLogInPage()) return act.notice({ text: state().words.logInPage });
      outline = outlineIn(canvas);
      picker = startPicker({
        host: layer.host, root: layer.root, owns: layer.owns, offered, left,
        picked: (element) => picked(element, purpose),
      });
      frost.release();
      set({ mode: { is: "pick", purpose }, offered: null, said: state().words.picking });
    },
    pickRelative: (direction) => picker?.step(direction),
    cancelPick: end,
    freeze: toggleFreeze,
    release: () => (frost.release(), set({ frozen: false })),
    stop() {
      end();
      frost.release();
      window.removeEventListener("keydown", keys, true);
    },
  };
}

/** The freeze between picks. After a pick it holds until the author turns to the app again, so that the menu picked from stays. */
function holding(layer: Layer): { hold(untilTouched: boolean): void; release(): void } {
  let thaw: (() => void) | null = null;
  const release = (): void => {
    thaw?.();
    thaw = null;
  };
  return {
    hold(untilTouched) {
      release();
      const stop = new AbortController();
      const melt = freeze(layer.owns);
      thaw = () => (stop.abort(), melt());
      if (!untilTouched) return;
      for (const type of ["pointerdown", "keydown"])
        window.addEventListener(type, (event) => !layer.owns(event) && release(), { capture: true, signal: stop.signal });
    },
    release,
  };
}
