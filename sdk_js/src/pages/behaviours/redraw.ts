// A choice with data-redraw that changes what its form asks for presses the form's hidden redraw button.
export function redrawForms(): void {
  document.addEventListener("change", (event) => {
    const field = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-redraw]") : null;
    const button = field?.closest("form")?.querySelector<HTMLButtonElement>("button[name=redraw]");
    button?.form?.requestSubmit(button);
  });
}
