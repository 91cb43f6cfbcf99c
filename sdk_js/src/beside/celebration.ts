/** A small celebration, once: paper falls for two seconds; nothing moves for people who asked for less motion. */
import { h } from "../steps/element";
import { icon } from "./icons";

const PIECES = 28;

export function celebration(title: string, text: string): HTMLElement {
  const paper = h("div", { class: "paper", "aria-hidden": "true" }, ...Array.from({ length: PIECES }, (_, number) => piece(number)));
  return h("div", { class: "party" }, paper, h("span", { class: "medal" }, icon("check")), h("h2", { dir: "auto" }, title), h("p", { dir: "auto" }, text));
}

function piece(number: number): HTMLElement {
  const made = h("i");
  // Spread evenly and never the same twice, without chance: pictures of it are comparable.
  const spread = (number * 61) % 100;
  made.style.setProperty("--x", spread + "%");
  made.style.setProperty("--late", ((number * 37) % 60) / 100 + "s");
  made.style.setProperty("--turn", ((number * 83) % 360) + "deg");
  made.style.setProperty("--hue", String((number * 47) % 360));
  return made;
}
