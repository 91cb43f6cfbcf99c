/** The way through the steps, drawn: dots, a bar, numbers or nothing. */
import type { Setting } from "./box";
import { h } from "./element";

export function drawProgress({ index, count, progress = "numbers" }: Setting): HTMLElement {
  const place = h("span", { class: "count" });
  const words = `${index + 1} / ${count}`;
  if (count < 2 || progress === "none") return place;
  if (progress === "numbers") place.append(words);
  else if (progress === "dots") {
    place.append(h("span", { class: "dots", role: "img", "aria-label": words }, ...Array.from({ length: count }, (_, n) => h("i", { class: n > index ? "" : "on" }))));
  } else {
    const filled = h("i");
    filled.style.width = `${((index + 1) / count) * 100}%`;
    place.append(h("span", { class: "bar", role: "progressbar", "aria-label": words, "aria-valuenow": `${index + 1}`, "aria-valuemin": "1", "aria-valuemax": `${count}` }, filled));
  }
  return place;
}
