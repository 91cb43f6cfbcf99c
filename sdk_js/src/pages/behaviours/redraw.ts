/**
 * Forms with data-redraws are drawn anew in place by the server, with what was filled in, when a choice with data-redraw
 * changes what they ask for or a button with data-redraw is pressed. Nothing is saved, and the focus stays.
 */
import htmx from "htmx.org";
import { hold } from "./hold";

export function redrawForms(): void {
  document.addEventListener("change", (event) => {
    const field = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-redraw]") : null;
    const form = field?.closest<HTMLFormElement>("form[data-redraws]");
    if (form) void redraw(form, { redraw: "1" });
  });
  document.addEventListener(
    "submit",
    (event) => {
      const [form, button] = [event.target as HTMLFormElement, event.submitter as HTMLButtonElement | null];
      if (!form.matches("[data-redraws]") || button?.dataset["redraw"] === undefined) return;
      event.preventDefault();
      void redraw(form, { [button.name]: button.value });
    },
    true,
  );
}

async function redraw(form: HTMLFormElement, values: Record<string, string>): Promise<void> {
  const place = `#${form.id}`;
  const request = htmx.ajax("POST", form.action, { source: form, values, target: place, select: place, swap: "outerHTML" });
  const restore = hold(form, form.querySelectorAll("fieldset:enabled"));
  await request.catch(() => undefined);
  restore();
}
