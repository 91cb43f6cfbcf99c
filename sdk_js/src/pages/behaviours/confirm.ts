// A field with data-must-equal keeps its form from being sent until that very text is typed.
export function confirmByName(): void {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.dataset["mustEqual"] === undefined) return;
    field.setCustomValidity(field.value.trim() === field.dataset["mustEqual"] ? "" : field.labels?.[0]?.textContent ?? "…");
  });
}
