/** The card in place of the panel when the session is over or Shirube cannot be reached. */
import type { Words } from "../words";
import type { Layer } from "./layer";
import { button } from "./parts";
import { h, render } from "./vdom";

export function stillClosed(layer: Layer, words: Words, over: boolean, studio: string, again: () => void, leave: () => void): void {
  const part = document.createElement("div");
  part.className = "layer";
  layer.root.append(part);
  render(part, [
    h("section", { class: "bar", role: "alert" },
      h("div", { class: "says" }, h("strong", null, over ? words.overTitle : words.cannotOpen), h("span", null, over ? words.overText : "")),
      h("div", { class: "tools" },
        over ? h("a", { class: "button small", href: studio }, words.toStudio) : button(words.retry, again, "small"),
        button(words.leave, leave, "plain small"))),
  ]);
}
