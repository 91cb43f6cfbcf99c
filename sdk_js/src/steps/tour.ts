/** `dist/tour.mjs`: the player alone, for a page that brings its own steps and keeps no record. */
import type { Descriptor } from "../target/descriptor";
import { innerRoots, queryAll, type Root } from "../target/roots";
import { DRAWERS } from "./blocks";
import { buttonsOf } from "./buttons";
import { follow, mind } from "./care";
import type { Action, Step } from "./contract";
import type { Stop } from "./element";
import { poll } from "./poll";
import { CARE } from "./stay";
import { tooltip } from "./tooltip";
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
}

export function start(tour: TourStep[], { waitMilliseconds = 10_000 }: TourOptions = {}): Tour {
  DRAWERS.buttons = buttonsOf;
  Object.assign(CARE, { follow, mind });
  const speech = document.documentElement.lang;
  const view = openView({ tooltip });
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
      view.show(stepOf(step), target, { name: step.title, language: "", speech, index: here, count: tour.length, values: {}, act }, () => seek(step, Infinity));
      return true;
    });
  };

  const act = ([action]: Action[]): void => (action!.do === "next" ? go(here + 1) : action!.do === "back" ? go(here - 1) : stop());

  go(0);
  return { next: () => go(here + 1), back: () => go(here - 1), stop };
}

function stepOf({ title, text }: TourStep): Step {
  const content: Step["content"] = [{ type: "heading", text: title }, { type: "text", text }];
  return { key: title, content, buttons: [] };
}

function find(aim: Aim): Element | null {
  if (typeof aim === "string") return anywhere(document, aim);
  if (typeof aim === "function") return aim();
  if ("nodeType" in aim) return aim.isConnected ? aim : null;
  if (!locate) void import(new URL("finder.mjs", import.meta.url).href).then((finder: typeof import("../target/entry")) => (locate = finder.locate));
  return locate?.(aim, document) ?? null;
}

function anywhere(root: Root, selector: string): Element | null {
  return queryAll(root, selector)[0] ?? innerRoots(root).reduce<Element | null>((found, inner) => found ?? anywhere(inner, selector), null);
}
