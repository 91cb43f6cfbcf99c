/** Whether what stands in a field fits. The value never leaves the page. */
import type { Step } from "../steps/contract";

type Check = NonNullable<Step["hint"]>["check"];
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The field that the author meant: the element, or the one in it. */
export function fieldIn(target: Element): Field {
  const fields = "input,textarea,select,[contenteditable]";
  return (target.matches(fields) ? target : target.querySelector(fields) ?? target) as Field;
}

/** Null when it fits; else what to say, which may be empty. Without a rule of the author the field's own rules decide. */
export function complaintOf(field: Field, check: Check): string | null {
  const value = (field.value ?? field.textContent ?? "").trim();
  const message = check?.message ?? "";
  if (!value) return check?.required ? message : null;
  if (!check?.matches) return field.validity?.valid === false ? message || field.validationMessage : null;
  try {
    return new RegExp(check.matches).test(value) ? null : message;
  } catch {
    return null;
  }
}
