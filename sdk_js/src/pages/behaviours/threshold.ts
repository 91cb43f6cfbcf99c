// A slider in a form with data-threshold says its value, and marks the row of the preview that goes with it.
export function followThreshold(): void {
  document.addEventListener("input", (event) => {
    const slider = event.target instanceof HTMLInputElement ? event.target : null;
    if (slider?.type === "range" && slider.form?.matches("[data-threshold]")) show(slider);
  });
  document.addEventListener("htmx:after:swap", () => {
    for (const slider of document.querySelectorAll<HTMLInputElement>("[data-threshold] input[type=range]")) show(slider);
  });
}

function show(slider: HTMLInputElement): void {
  const said = slider.form?.querySelector("output");
  if (said) said.textContent = `${slider.value} %`;
  for (const row of slider.form?.querySelectorAll<HTMLElement>("[data-opens]") ?? []) {
    row.classList.toggle("chosen", row.dataset["opens"] === slider.value);
  }
}
