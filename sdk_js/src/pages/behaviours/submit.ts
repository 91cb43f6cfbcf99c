// A choice with data-submit sends its form as soon as it is made.
export function submitChoices(): void {
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.dataset["submit"] !== undefined) event.target.form?.requestSubmit();
  });
}
