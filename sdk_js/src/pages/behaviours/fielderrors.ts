// What the server refused is said by its field too: `data-wrong` is the place in the definition, such as `links.2.link`.
const NUMBER = /^\d+$/;

/** Marks what the browser itself finds wrong, which is never sent; answers whether there is any. */
export function markInvalid(form: HTMLFormElement): boolean {
  unmark(form);
  const wrong = [...form.querySelectorAll<HTMLInputElement>(":is(input, select, textarea):invalid")];
  for (const field of wrong) mark(field, field.validationMessage);
  return wrong.length > 0;
}

/** Marks the fields of forms that hold refusals; fields whose refusal is gone are no longer marked. */
export function markFields(root: ParentNode): void {
  unmark(root);
  for (const line of root.querySelectorAll<HTMLElement>("form [data-wrong]")) {
    const field = fieldOf(line.closest("form")!, line.dataset["wrong"] ?? "");
    if (field) mark(field, line.textContent ?? "");
  }
}

function unmark(root: ParentNode): void {
  for (const said of root.querySelectorAll<HTMLElement>(".error[data-said]")) {
    const field = document.getElementById(said.dataset["said"] ?? "");
    field?.removeAttribute("aria-invalid");
    field?.removeAttribute("aria-errormessage");
    said.remove();
  }
}

/** The control that the last named part of the place belongs to; of repeated ones the one with its number. */
function fieldOf(form: HTMLFormElement, where: string): HTMLElement | undefined {
  const parts = where.split(".");
  const number = Number([...parts].reverse().find((part) => NUMBER.test(part)) ?? 0);
  for (const part of parts.reverse()) {
    if (NUMBER.test(part)) continue;
    const name = CSS.escape(part);
    const found = form.querySelectorAll<HTMLElement>(`:is(input, select, textarea):is([name="${name}"], [name$="_${name}"]):not([type=hidden])`);
    if (found.length) return found[Math.min(number, found.length - 1)];
  }
  return undefined;
}

function mark(field: HTMLElement, text: string): void {
  field.id ||= `field-${Math.random().toString(36).slice(2)}`;
  const said = document.createElement("p");
  said.className = "error";
  said.id = `${field.id}-refused`;
  said.dataset["said"] = field.id;
  said.textContent = text;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-errormessage", said.id);
  field.closest(".field")?.append(said);
}
