/** Where something small goes at its element: pure arithmetic, in pixels of the window. */
import type { Step } from "../steps/contract";
import type { Spot } from "./pin";

const GAP = 6;
const SHARE = { start: 0, center: 0.5, end: 1 };

type Choose = (target: DOMRect, mark: DOMRect) => Spot;

/** Beside the element, after it in reading direction unless told otherwise; over its corner when there is no room. */
export function besides(place: Step["place"], mark: HTMLElement, near: Element): Choose {
  let taken: boolean | undefined;
  return (target, { width, height }) => {
    const rtl = mark.dir === "rtl";
    const share = SHARE[place?.align ?? "center"];
    const side = !place?.side || place.side === "auto" ? (rtl ? "left" : "right") : place.side;
    const across = side === "left" || side === "right";
    const left = side === "left" ? target.left - GAP - width : side === "right" ? target.right + GAP : target.left + (target.width - width) * (rtl ? 1 - share : share);
    const top = side === "top" ? target.top - GAP - height : side === "bottom" ? target.bottom + GAP : target.top + (target.height - height) * share;
    const room = across ? left >= 0 && left + width <= document.documentElement.clientWidth : true;
    // Nothing of ours lies over a neighbour that can be used, unless the author wished it there.
    taken ??= !(place?.side && place.side !== "auto") && usedAt(left + width / 2, top + height / 2, near);
    return room && !taken ? { left, top } : onCorner(target, width, height, rtl);
  };
}

function usedAt(x: number, y: number, near: Element): boolean {
  const used = document.elementFromPoint(x, y)?.closest("a[href],button,input,select,textarea,[role=button],[role=link]");
  return !!used && !near.contains(used) && !used.contains(near);
}

/** Centred on the element's upper outer corner. */
export function cornering(mark: HTMLElement): Choose {
  return (target, { width, height }) => onCorner(target, width, height, mark.dir === "rtl");
}

function onCorner(target: DOMRect, width: number, height: number, rtl: boolean): Spot {
  const most = document.documentElement.clientWidth - width;
  return { left: Math.max(0, Math.min(most, (rtl ? target.left : target.right) - width / 2)), top: target.top - height / 2 };
}
