/** Line icons on a 16 px grid, drawn as elements. */
import { h, type VNode } from "./vdom";

const PATHS = {
  target: "M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  dialog: "M2.5 3.5h11v9h-11zM2.5 6h11M9.5 10h2",
  slideOut: "M2.5 3.5h11v9h-11zM7.5 7.5h6v5h-6z",
  eyeOff: "M2.5 8S4.5 4.5 8 4.5 13.5 8 13.5 8 11.5 11.5 8 11.5 2.5 8 2.5 8ZM3 13 13 3",
  tooltip: "M2.5 3h11v7H9.5L8 12.5 6.5 10h-4z",
  undo: "M5.5 3 2.5 6l3 3M2.5 6H9.5a3.5 3.5 0 0 1 0 7H6",
  redo: "m10.5 3 3 3-3 3M13.5 6H6.5a3.5 3.5 0 0 0 0 7H10",
  left: "M2.5 3h11v10h-11zM6.5 3v10",
  right: "M2.5 3h11v10h-11zM9.5 3v10",
  collapse: "M3.5 8h9",
  back: "m9.5 3.5-4.5 4.5 4.5 4.5",
  forward: "m6.5 3.5 4.5 4.5-4.5 4.5",
  up: "m3.5 9.5 4.5-4.5 4.5 4.5",
  down: "m3.5 6.5 4.5 4.5 4.5-4.5",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  trash: "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.5 9h7l.5-9M6.8 7v4M9.2 7v4",
  record: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z",
  stop: "M4.5 4.5h7v7h-7z",
  hand: "M5 8V4.2a1 1 0 0 1 2 0V7 2.9a1 1 0 0 1 2 0V7 3.9a1 1 0 0 1 2 0v4-1.6a1 1 0 0 1 2 0V10a4 4 0 0 1-4 4H8c-1.5 0-2.4-.7-3.2-2L3 9a1 1 0 0 1 2-1Z",
  link: "M6.5 9.5l3-3M7 4.5l1.3-1.3a2.5 2.5 0 0 1 3.5 3.5L10.5 8M9 11.5l-1.3 1.3a2.5 2.5 0 0 1-3.5-3.5L5.5 8",
  picture: "M2.5 3h11v10h-11zM2.5 10.5l3-3 3 3 2-1.5 3 2.5M10.5 5.7v.01",
  branch: "M3 2.5v4a3 3 0 0 0 3 3h7M10.5 7l2.5 2.5-2.5 2.5",
  grip: "M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01",
  plus: "M8 3v10M3 8h10",
  close: "m4 4 8 8M12 4l-8 8",
  play: "M5 3v10l8-5z",
  check: "m3 8.5 3.5 3.5L13 4.5",
  warning: "M8 2.5 14 13H2zM8 6.5v3M8 11.3v.01",
  snow: "M8 1.5v13M2.4 4.75l11.2 6.5M13.6 4.75 2.4 11.25M6 2.5l2 2 2-2M6 13.5l2-2 2 2",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  expand: "M4 10v2.5h2.5M12 6V3.5H9.5M4 12.5l3-3M12 3.5l-3 3",
  shrink: "M6.5 12V9.5H4M9.5 4v2.5H12M6.5 9.5l-3 3M9.5 6.5l3-3",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): VNode {
  return h("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, h("path", { d: PATHS[name] }));
}

export function logo(): VNode {
  return h("svg", { class: "logo", viewBox: "0 0 32 32", "aria-hidden": "true" },
    h("rect", { width: "32", height: "32", rx: "8", fill: "#3f51b5" }),
    h("path", { d: "M16 5v22", stroke: "#fff", "stroke-width": "2.4", "stroke-linecap": "round" }),
    h("path", { d: "M9 8.4h12.4l3.4 3.1-3.4 3.1H9z", fill: "#fff" }),
    h("path", { d: "M23 16.9H11.8l-2.9 2.6 2.9 2.6H23z", fill: "#aeb9f3" }));
}
