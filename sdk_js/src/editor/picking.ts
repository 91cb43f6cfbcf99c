/** Pick mode and the freeze, as the panel's actions start and end them. */
import { describe } from "../target";
import type { DraftActions } from "./actions";
import { freeze } from "./pick/freeze";
import { isClosedFrame } from "./pick/geometry";
import { nameOf } from "./pick/names";
import { outlineIn, type Outline } from "./pick/outline";
import { startPicker, type Picker } from "./pick/picker";
import type { Actions, PickPurpose, State } from "./state";
import type { Layer } from "./view/layer";

export interface PickingOptions {
  layer: Layer;
  /** Where outlines are drawn. */
  canvas: Element;
  state(): State;
  set(change: Partial<State>): void;
  act: DraftActions;
}

export type Picking = Pick<Actions, "pick" | "pickRelative" | "cancelPick" | "freeze"> & { stop(): void };

const FREEZE_KEY = "F8";

export function picking({ layer, canvas, state, set, act }: PickingOptions): Picking {
  let picker: Picker | null = null;
  let outline: Outline | null = null;
  let thaw: (() => void) | null = null;

  const end = (): void => {
    picker?.stop();
    outline?.remove();
    thaw?.();
    picker = outline = thaw = null;
    set({ mode: { is: "edit" }, offered: null, frozen: false });
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
    end();
    if ("new" in purpose) act.addTooltip(target, target.evidence?.accessibleName ?? "");
    else act.retarget(purpose.step, target);
    set({ said: name });
  };
  const toggleFreeze = (): void => {
    if (thaw) thaw();
    thaw = thaw ? null : freeze(layer.owns);
    set({ frozen: thaw !== null });
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== FREEZE_KEY || event.repeat) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    toggleFreeze();
  };
  window.addEventListener("keydown", keys, true);

  return {
    pick(purpose) {
      if (picker) end();
      outline = outlineIn(canvas);
      picker = startPicker({
        host: layer.host, root: layer.root, owns: layer.owns, offered, left: end,
        picked: (element) => picked(element, purpose),
      });
      set({ mode: { is: "pick", purpose }, offered: null, said: state().words.picking });
    },
    pickRelative: (direction) => picker?.step(direction),
    cancelPick: end,
    freeze: toggleFreeze,
    stop() {
      end();
      window.removeEventListener("keydown", keys, true);
    },
  };
}
