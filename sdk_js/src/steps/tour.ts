/** `dist/tour.mjs`: the player alone, for a page that brings its own steps and keeps no record. */
import type { Descriptor } from "../target/descriptor";
import { innerRoots, queryAll, type Root } from "../target/roots";
import type { Action, Step } from "./contract";
import type { Stop } from "./element";
import { LABELS } from "./alone/labels";
import { poll } from "./poll";
import { openView } from "./view";

/** A CSS selector (also of something in an open shadow root or same-origin frame), an element, a function, a descriptor. */
export type Aim = string | Element | (() => Element | null) | Descriptor;

export interface TourStep {
  target: Aim;
  title: string;
  text: string;
}

export interface Tour {
  next(): void;
  back(): void;
  stop(): void;
}

/** The whole finder, for targets that are descriptors; loaded when the first one is met. */
let locate: typeof import("../target/entry").locate | undefined;

export interface TourOptions {
  /** How long to wait for a target that is not there before its step is shown in the middle of the window. */
  waitMilliseconds?: number | undefined;
  /** What the buttons say; English unless told otherwise. */
  labels?: Partial<Labels>;
}

export interface Labels {
  next: string;
  done: string;
  /** What a screen reader calls the way out. */
  close: string;
}

export function start(tour: TourStep[], { waitMilliseconds = 10_000, labels }: TourOptions = {}): Tour {
  Object.assign(LABELS, labels);
  const view = openView();
  let here = 0;
  let unwait: Stop | undefined;

  const stop = (): void => {
    unwait?.();
    view.close();
  };

  const go = (index: number): void => {
    const step = tour[index];
    if (!step) return index < 0 ? undefined : stop();
    here = index;
    unwait?.();
    seek(step, performance.now() + waitMilliseconds);
  };

  const seek = (step: TourStep, until: number): void => {
    unwait = poll(() => {
      const target = find(step.target);
      if (!target && performance.now() < until) return view.hide();
      const { title, text } = step;
      const content: Step["content"] = [{ type: "heading", text: title }, { type: "text", text }];
      const setting = { name: title, language: "", speech: "", index: here, count: tour.length, values: {}, act };
      view.show({ key: title, content, buttons: [{ label: LABELS[tour[here + 1] ? "next" : "done"], does: [{ do: "next" }] }] }, target, setting, () => seek(step, Infinity));
      return true;
    });
  };

  const next = (): void => go(here + 1);
  const act = ([action]: Action[]): void => (action!.do === "next" ? next : stop)();

  go(0);
  return { next, back: () => go(here - 1), stop };
}

function find(aim: Aim): Element | null {
  if (typeof aim === "string") return anywhere(document, aim);
  if (typeof aim === "function") return aim();
  if ("isConnected" in aim) return aim.isConnected ? aim : null;
  if (!locate) void import(new URL("finder.mjs", import.meta.url).href).then((finder: typeof import("../target/entry")) => (locate = finder.locate));
  return locate?.(aim, document) ?? null;
}

function anywhere(root: Root, selector: string): Element | null {
  let found = queryAll(root, selector)[0] ?? null;
  if (!found) innerRoots(root).some((inner) => (found = anywhere(inner, selector)));
  return found;
}
