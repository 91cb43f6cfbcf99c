// Buttons with data-remove-row take their row out of the form, which then saves itself.
export function removeRows(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-remove-row]") : null;
    const row = button?.closest("[data-row]");
    const form = row?.closest("form");
    if (!row || !form) return;
    const near = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select, button");
    row.remove();
    near?.focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
