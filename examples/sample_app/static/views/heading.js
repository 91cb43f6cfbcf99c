import { h } from "../dom.js";

/** The top of a view: title, a line of text, and what one can do. */
export function heading(title, text, ...buttons) {
  return h("div", { class: "heading" },
    h("div", {}, h("h1", {}, title), h("p", {}, text)),
    h("div", { class: "buttons" }, buttons));
}
