/** A step of the player alone is a heading and a text, and has the button that goes on. */
import type { Setting } from "../box";
import type { Step } from "../contract";
import { h, type Child } from "../element";

export const draw = ({ type, text }: { type: string; text: string }): Child => h(type === "text" ? "p" : "h2", {}, text);

export const DRAWERS = {
  words: (label: string): Child[] => [label],
  progress: ({ index, count }: Setting): Child => h("span", { class: "count" }, count > 1 && `${index + 1} / ${count}`),
  buttons: ({ buttons }: Step): Step["buttons"] => buttons,
};
