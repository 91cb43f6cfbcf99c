/** Draws the state into the layer: the panel, or the bar or pill that stands for it. */
import type { Region } from "../device";
import type { Actions, State } from "../state";
import { pickBar, previewBar } from "./bars";
import type { Layer } from "./layer";
import { panel, pill } from "./panel";
import { recordBar } from "./recordbar";
import { h, render, type VNode } from "./vdom";
import { keepBeside, writerBar } from "./writerbar";

export interface Surface {
  /** Where outlines go, under the panel. */
  canvas: Element;
  render(state: State, act: Actions): void;
  focus(id: string): void;
  /** Keeps the writer's bar, while there is one, beside this box. */
  beside(box: () => DOMRect | null): void;
  /** How much of the window the panel leaves, from left to right. */
  room(): [from: number, to: number];
  /** Shows which part of the window stands for a smaller device. */
  frame(region: Region | null): void;
  /** Whether the panel lies over one of the boxes, or would on the other side. */
  covers(boxes: DOMRect[], otherSide?: boolean): boolean;
}

/** The part of the window, from its lower edge, in which the pointer makes the bar go to the top. */
const NEAR_EDGE = 140;
/** The modes in which the author is at work in the app, with a bar at the window's edge. */
const inApp = new Set(["pick", "record"]);

export function draw(layer: Layer, language: string): Surface {
  const canvas = document.createElement("div");
  const controls = document.createElement("div");
  for (const part of [canvas, controls]) {
    part.className = "layer";
    part.lang = language;
    layer.root.append(part);
  }
  const frame = document.createElement("div");
  frame.className = "region";
  let last: [State, Actions] | null = null;
  let top = false;
  const paint = (): void => {
    if (!last) return;
    const focused = layer.root.activeElement;
    render(controls, [shown(...last, top), writerBar(...last), announcer(last[0])]);
    if (focused && !focused.isConnected && last[0].mode.is === "edit") first(controls)?.focus({ preventScroll: true });
  };
  window.addEventListener("pointermove", (event) => {
    const near = innerHeight - event.clientY < NEAR_EDGE ? true : event.clientY < NEAR_EDGE ? false : top;
    if (near === top || !inApp.has(last?.[0].mode.is ?? "") || layer.owns(event)) return;
    top = near;
    paint();
  }, true);
  return {
    canvas,
    render(state, act) {
      last = [state, act];
      paint();
    },
    covers(boxes, otherSide = false) {
      const panel = controls.querySelector(".panel")?.getBoundingClientRect();
      if (!panel) return false;
      const left = otherSide ? innerWidth - panel.right : panel.left;
      return boxes.some((box) => box.left < left + panel.width && box.right > left && box.bottom > panel.top && box.top < panel.bottom);
    },
    room() {
      const panel = controls.querySelector(".panel")?.getBoundingClientRect();
      if (!panel) return [0, innerWidth];
      return panel.left > innerWidth - panel.right ? [0, panel.left] : [panel.right, innerWidth];
    },
    frame(region) {
      if (!region) return frame.remove();
      for (const [name, length] of Object.entries(region)) frame.style.setProperty(name, `${length}px`);
      canvas.prepend(frame);
    },
    beside: (box) => keepBeside(controls, box),
    focus(id) {
      const control = layer.root.getElementById(id);
      control?.focus({ preventScroll: true });
      control?.closest(".panel-body")?.scrollTo({ top: 0 });
    },
  };
}

/** Where the focus goes when the control that had it is gone: the first one of what is shown instead. */
function first(controls: Element): HTMLElement | null {
  return controls.querySelector<HTMLElement>(".panel-body button:not(:disabled)") ?? controls.querySelector<HTMLElement>("button:not(:disabled)");
}

function shown(state: State, act: Actions, top: boolean): VNode {
  if (state.mode.is === "pick") return pickBar(state, act, top);
  if (state.mode.is === "record") return recordBar(state, act, top);
  if (state.mode.is === "preview") return previewBar(state, act);
  return state.view.collapsed ? pill(state, act) : panel(state, act);
}

function announcer(state: State): VNode {
  return h("div", { class: "unseen", role: "status", "aria-live": "polite", key: "said" }, state.said);
}
