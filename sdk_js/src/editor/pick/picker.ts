/**
 * Pick mode: whatever the author points at is offered, a click or Enter takes it, and the app sees none of it.
 */
import { OWN } from "../view/layer";
import { freeze } from "./freeze";
import { elementAt, windowsOf } from "./geometry";
import { relative, type Direction } from "./relatives";

export interface PickerOptions {
  /** Our own host element: never picked. Keys pressed inside it arrive as its own copies. */
  host: Element;
  root: ShadowRoot;
  owns(event: Event): boolean;
  /** The element offered now; null over nothing. `by` tells whether to announce it. */
  offered(element: Element | null, by: "pointer" | "keyboard"): void;
  picked(element: Element): void;
  left(): void;
}

export interface Picker {
  /** Offers a relative of the present element, as the arrow keys do. */
  step(direction: Direction): void;
  take(): void;
  stop(): void;
}

const SWALLOWED = [
  "pointerdown", "pointerup", "pointermove", "mousedown", "mouseup", "mousemove", "click", "dblclick", "auxclick",
  "contextmenu", "touchstart", "touchend", "touchmove", "dragstart", "selectstart", "pointerover",
];
/** Over a frame of another site the page hears only that the pointer came in. */
const POINTING = new Set(["pointermove", "pointerdown", "pointerover"]);
const KEYS: Record<string, Direction> = { ArrowUp: "parent", ArrowDown: "child", ArrowLeft: "previous", ArrowRight: "next" };
/** Disabled controls get no click; the pointer coming up picks them, once a click had time to come. */
const CLICK_GRACE_MS = 60;

export function startPicker(options: PickerOptions): Picker {
  const stop = new AbortController();
  let offered: Element | null = null;
  let done = false;

  const offer = (element: Element | null, by: "pointer" | "keyboard"): void => {
    if (element === offered) return;
    options.offered((offered = element), by);
  };
  const take = (): void => {
    if (!offered || done) return;
    done = true;
    options.picked(offered);
  };

  const pointer = (event: Event): void => {
    if (options.owns(event)) return;
    event.stopImmediatePropagation();
    if (event.cancelable && event.type !== "touchmove") event.preventDefault();
    if (done) return;
    if (POINTING.has(event.type)) offer(under(event as PointerEvent, options.host), "pointer");
    else if (event.type === "click") take();
    else if (event.type === "pointerup" && (event as PointerEvent).button === 0) setTimeout(take, CLICK_GRACE_MS);
  };

  const key = (event: Event): void => {
    const { key } = event as KeyboardEvent;
    const direction = KEYS[key];
    if (!direction && key !== "Enter" && key !== "Escape") return;
    if (event.type === OWN + "keydown" && key === "Enter" && onButton(event)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (!event.type.endsWith("keydown")) return;
    if (key === "Escape") options.left();
    else if (key === "Enter") take();
    else step(direction!);
  };

  const step = (direction: Direction): void => {
    const next = offered ? relative(offered, direction) : first();
    if (!next) return;
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
    offer(next, "keyboard");
  };

  for (const view of windowsOf(window)) {
    for (const type of SWALLOWED) view.addEventListener(type, pointer, { capture: true, passive: false, signal: stop.signal });
    for (const type of ["keydown", "keyup", "keypress"]) view.addEventListener(type, key, { capture: true, signal: stop.signal });
  }
  const thaw = freeze(options.owns);
  options.root.addEventListener(OWN + "keydown", key, { signal: stop.signal });
  return { step, take, stop: () => (stop.abort(), thaw()) };
}

/** Enter on one of our own buttons presses that button. */
function onButton(event: Event): boolean {
  return (event.composedPath()[0] as Element | undefined)?.localName === "button";
}

/** Where the keyboard starts: what has the focus, else the page's main part. */
function first(): Element | null {
  const focused = document.activeElement;
  const usable = focused && focused !== document.body && !focused.localName.startsWith("shirube-");
  return usable ? focused : (document.querySelector("main,[role=main]") ?? document.body.firstElementChild);
}

/** The element under the pointer, in the top window's coordinates wherever the event happened. */
function under(event: PointerEvent, host: Element): Element | null {
  let { clientX: x, clientY: y } = event;
  for (let frame = event.view?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const { left, top } = frame.getBoundingClientRect();
    x += left + frame.clientLeft;
    y += top + frame.clientTop;
  }
  const element = elementAt(x, y, host);
  return element === document.documentElement || element === document.body ? null : element;
}
