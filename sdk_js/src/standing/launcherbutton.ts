/** The button of a launcher: an icon, perhaps words, and how much is unread or still to do. */
import { h } from "../steps/element";
import { icon } from "./icons";
import type { Step } from "../steps/contract";
import { words } from "./words";

export type LauncherLook = NonNullable<Step["launcher"]>;

export interface LauncherButton {
  element: HTMLButtonElement;
  /** What stands in the badge; 0 or nothing: no badge. */
  count(waiting: number | string): void;
}

/** `name`: what a screen reader calls it when it carries no words. `speech`: language of our own words. */
export function launcherButton({ label, icon: sign = "question" }: LauncherLook, name: string, speech: string): LauncherButton {
  const badge = h("span", { class: "badge", hidden: "", "aria-hidden": "true" });
  const element = h("button", { class: "launcher", type: "button", "aria-label": label || name }, icon(sign), label && h("span", {}, label), badge);
  element.classList.toggle("round", !label);
  return {
    element,
    count(waiting) {
      badge.hidden = !waiting;
      const count = typeof waiting === "number" && waiting > 99 ? "99+" : String(waiting);
      badge.dataset["count"] = count;
      element.ariaLabel = [label || name, ...(waiting ? [words(speech).waiting.replace("%", count)] : [])].join(", ");
    },
  };
}
