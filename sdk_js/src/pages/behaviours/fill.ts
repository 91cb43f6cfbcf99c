// Buttons with data-fill put values into the page's fields of those names (the demo's log-ins).
export function fillForms(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-fill]") : null;
    if (!button) return;
    const values = JSON.parse(button.dataset["fill"] ?? "{}") as Record<string, string>;
    for (const [name, value] of Object.entries(values)) {
      const field = document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`);
      if (field) field.value = value;
    }
    document.querySelector<HTMLElement>("form button[type=submit]")?.focus();
  });
}
