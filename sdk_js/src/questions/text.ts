/** An answer in words. */
import { h } from "../steps/element";
import type { DrawControl } from "./control";

export const text: DrawControl = ({ placeholder }, id, asked) => {
  const field = h("textarea", { rows: "3", maxlength: "2000", placeholder: placeholder || null, "aria-labelledby": id });
  field.value = String(asked.given?.value ?? "");
  field.oninput = () => {
    const value = field.value.trim();
    asked.answered(value ? { value, label: value } : undefined);
  };
  return field;
};
