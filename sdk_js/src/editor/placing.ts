/** Dragging the step's box: a tooltip around its element, a slide-out into a corner of the window. Arrow keys do it too. */
import type { Stage } from "../steps/stage";
import { rectOf } from "../steps/rect";
import type { Step } from "./draft";
import { OWN } from "./view/layer";

export type Placed = Pick<Step, "place"> | Pick<Step, "corner">;
type Point = [x: number, y: number];

export interface Placing {
  stage: Stage;
  box: HTMLElement;
  step: Step;
  target: Element | null;
  /** What the handle is called. */
  label: string;
  placed(key: string, change: Placed): void;
}

/** Puts a handle on the box, where there is something to choose. */
export function placeable({ stage, box, step, target, label, placed }: Placing): void {
  const kind = step.kind ?? "tooltip";
  if (kind !== "slide_out" && !(kind === "tooltip" && target)) return;
  const rtl = box.dir === "rtl";
  const at = (point: Point): Placed => (kind === "slide_out" ? { corner: cornerAt(point, [innerWidth, innerHeight], rtl) } : { place: placeAt(point, rectOf(target!), rtl) });
  let last = "";
  const put = (change: Placed): void => {
    if (last === (last = JSON.stringify(change))) return;
    placed(step.key, change);
  };
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "handle";
  handle.setAttribute("aria-label", label);
  handle.title = label;
  handle.addEventListener(OWN + "pointerdown", (event) => {
    event.preventDefault();
    drag(stage.host, event as PointerEvent, (point) => put(at(point)));
  });
  handle.addEventListener(OWN + "keydown", (event) => {
    const direction = ARROWS[(event as KeyboardEvent).key];
    if (!direction) return;
    event.preventDefault();
    put(kind === "slide_out" ? { corner: movedCorner(step.corner ?? "bottom_end", direction, rtl) } : { place: { ...step.place, side: direction } });
  });
  box.append(handle);
}

/** The box is drawn anew on its way: the pointer belongs to the host until it is let go. */
function drag(host: HTMLElement, { pointerId }: PointerEvent, moved: (point: Point) => void): void {
  const stop = new AbortController();
  host.setPointerCapture(pointerId);
  host.addEventListener(OWN + "pointermove", (event) => moved([(event as PointerEvent).clientX, (event as PointerEvent).clientY]), { signal: stop.signal });
  for (const end of ["pointerup", "pointercancel"]) host.addEventListener(OWN + end, () => stop.abort(), { signal: stop.signal });
}

const ARROWS: Record<string, "top" | "right" | "bottom" | "left"> = { ArrowUp: "top", ArrowRight: "right", ArrowDown: "bottom", ArrowLeft: "left" };

/** The side of the element the pointer is on, and towards which of its ends. */
export function placeAt([x, y]: Point, { left, top, width, height }: Pick<DOMRect, "left" | "top" | "width" | "height">, rtl = false): NonNullable<Step["place"]> {
  const across = (x - left - width / 2);
  const down = (y - top - height / 2);
  // How far outside of the element, whatever its shape.
  const beside = Math.abs(across) - width / 2 > Math.abs(down) - height / 2;
  const side = beside ? (across > 0 ? "right" : "left") : down > 0 ? "bottom" : "top";
  const [along, half] = beside ? [down, height / 2] : [rtl ? -across : across, width / 2];
  const middle = Math.max(24, half / 2);
  return { side, align: along < -middle ? "end" : along > middle ? "start" : "center" };
}

export function cornerAt([x, y]: Point, [width, height]: [number, number], rtl = false): NonNullable<Step["corner"]> {
  const end = x > width / 2 !== rtl;
  return `${y > height / 2 ? "bottom" : "top"}_${end ? "end" : "start"}`;
}

function movedCorner(corner: NonNullable<Step["corner"]>, direction: "top" | "right" | "bottom" | "left", rtl: boolean): NonNullable<Step["corner"]> {
  const [height, side] = corner.split("_") as ["top" | "bottom", "start" | "end"];
  if (direction === "top" || direction === "bottom") return `${direction}_${side}`;
  return `${height}_${(direction === "right") !== rtl ? "end" : "start"}`;
}
