/** One or several of the author's options, perhaps with words of one's own. */
import { h } from "../steps/element";
import type { Answer, DrawControl, Question } from "./control";
import { roving } from "./roving";
import { taps } from "./scale";
import { words } from "./words";

export const options: DrawControl = (question, id, asked) => {
  const several = question.ask === "choices";
  const given = ([] as unknown[]).concat(asked.given?.value ?? []);
  const values = valuesOf(question);
  const rows = (question.options ?? []).map((label, at) => row(values[at]!, label));
  const own = question.other ? row("", words(asked.speech).other) : undefined;
  const said = h("input", { type: "text", class: "said", maxlength: "400", "aria-label": words(asked.speech).words });
  const strange = given.filter((value) => !values.includes(value as string));
  if (own) said.value = strange.map(String).join("");
  if (own && said.value) own.input.checked = true;
  said.hidden = !own?.input.checked;

  function row(value: string, label: string): { input: HTMLInputElement; option: HTMLElement; value: string; label: string } {
    const input = h("input", { type: several ? "checkbox" : "radio", name: id, value });
    input.checked = value !== "" && given.includes(value);
    const option = h("label", { class: "option row" }, input, h("span", {}, label));
    return { input, option, value, label };
  }

  const read = (): Answer | undefined => {
    const chosen = [...rows.filter(({ input }) => input.checked).map(({ value, label }) => ({ value, label }))];
    const words = own?.input.checked ? said.value.trim() : "";
    if (words) chosen.push({ value: words, label: words });
    if (!chosen.length) return undefined;
    const all = chosen.map(({ value }) => value);
    return { value: several ? all : all[0]!, label: chosen.map(({ label }) => label).join("\n") };
  };

  const changed = (): void => {
    said.hidden = !own?.input.checked;
    asked.answered(read());
  };
  for (const { input, option } of rows) {
    input.onchange = changed;
    if (!several) taps(option, input, asked);
  }
  if (own) {
    own.input.onchange = () => {
      changed();
      if (own.input.checked) said.focus();
    };
    said.oninput = changed;
  }
  if (!several) roving([...rows, ...(own ? [own] : [])].map(({ input }) => input));
  return h("div", { class: "rows" }, ...rows.map(({ option }) => option), own?.option, own && said);
};

/** What is recorded of each option: the same in all languages. */
function valuesOf({ options = [], values = [] }: Question): string[] {
  return values.length === options.length ? values : options;
}
