/** Radio buttons of one question are one stop for Tab, as in a form; the arrows choose among them. */
export function roving(inputs: HTMLInputElement[]): void {
  const look = (): void => {
    const chosen = inputs.find((input) => input.checked) ?? inputs[0];
    for (const input of inputs) input.tabIndex = input === chosen ? 0 : -1;
  };
  for (const input of inputs) input.addEventListener("change", look);
  look();
}
