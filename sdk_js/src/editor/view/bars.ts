/** The slim bars that stand for the panel while it would be in the way: picking, previewing. */
import type { Actions, State } from "../state";
import { logo } from "./icons";
import { button, iconButton } from "./parts";
import { h, type VNode } from "./vdom";

/** `top`: the bar makes way for a pointer near the bottom of the window. */
export function pickBar(state: State, act: Actions, top: boolean): VNode {
  const { words, mode, offered } = state;
  const again = mode.is === "pick" && "step" in mode.purpose;
  return h("section", { key: "pickbar", class: top ? "bar top" : "bar", "aria-label": words.picking },
    logo(),
    h("div", { class: "says" }, h("strong", null, offered ?? (again ? words.pickingAgain : words.picking)), h("span", null, words.pickKeys)),
    h("div", { class: "tools" },
      iconButton("expand", words.outer, () => act.pickRelative("parent")),
      iconButton("shrink", words.inner, () => act.pickRelative("child")),
      button(words.cancel, act.cancelPick, "small"), h("kbd", { "aria-hidden": "true" }, "Esc")));
}

export function previewBar(state: State, act: Actions): VNode {
  const { words, view } = state;
  return h("section", { key: "previewbar", class: "bar", "aria-label": words.previewing },
    logo(),
    h("div", { class: "says" }, h("strong", null, words.previewing), h("span", null, view.looks.device === "desktop" ? words.previewHint : words.previewWide)),
    h("div", { class: "tools" }, button(words.stopPreview, act.stopPreview, "primary small")));
}
