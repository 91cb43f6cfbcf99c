/** One choice on a scale: numbers, stars, faces or thumbs, as radio buttons, so that arrows and screen readers know them. */
import { h, type Child } from "../steps/element";
import type { Asked, DrawControl, Question } from "./control";
import { face, star, thumb } from "./marks";
import { roving } from "./roving";
import { words } from "./words";

interface Point {
  value: number | string;
  label: string;
  shown: Child;
}

export const scale: DrawControl = (question, id, asked) => {
  const points = pointsOf(question, asked.speech);
  const marked = question.ask === "thumbs" || (question.look ?? "numbers") !== "numbers";
  const inputs = points.map(({ value, label }) => {
    const input = h("input", { type: "radio", name: id, value: String(value), "aria-label": label });
    input.checked = asked.given?.value === value;
    input.onchange = () => asked.answered({ value, label: question.ask === "thumbs" ? label : String(value) });
    return input;
  });
  const options = points.map(({ shown, value }, at) => {
    const option = h("label", { class: "option" }, inputs[at], h("span", {}, shown ?? String(value)));
    taps(option, inputs[at]!, asked);
    return option;
  });
  roving(inputs);
  const look = question.ask === "thumbs" ? "thumbs" : (question.look ?? "numbers");
  const row = h("div", { class: "scale " + look }, ...options);
  const [low, high] = ends(question, asked.speech);
  return h("div", { class: marked ? "marked" : "" }, row, (low || high) && h("div", { class: "ends", "aria-hidden": "true" }, h("span", {}, low), h("span", {}, high)));
};

/** A choice with the pointer or with Enter is meant; one with the arrows may be on its way to another. */
export function taps(option: HTMLElement, input: HTMLInputElement, asked: Asked): void {
  // After the change that the click brings.
  option.addEventListener("click", (event) => event.detail > 0 && setTimeout(asked.tapped));
  input.onkeydown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!input.checked) input.click();
    asked.tapped();
  };
}

function ends({ ask, low_label, high_label }: Question, speech: string): [string, string] {
  const [low = "", high = ""] = ask === "nps" ? words(speech).nps : ask === "ces" ? words(speech).ces : [];
  return [low_label || low, high_label || high];
}

function pointsOf(question: Question, speech: string): Point[] {
  const { ask, look = "numbers", scale: most = 5 } = question;
  const own = words(speech);
  if (ask === "thumbs") return [{ value: "up", label: own.up, shown: thumb(true) }, { value: "down", label: own.down, shown: thumb(false) }];
  const [first, last] = ask === "nps" ? [0, 10] : [1, ask === "ces" ? 7 : most];
  const [low, high] = ends(question, speech);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const value = first + at;
    const end = value === first ? low : value === last ? high : "";
    const label = own.of.replace("%", String(value)).replace("@", String(last)) + (end && ` – ${end}`);
    return { value, label, shown: look === "stars" ? star() : look === "faces" ? face(at / (last - first)) : null };
  });
}
