// A page that answers a refused form opens its dialog again: an element with data-open-dialog names it.
export function openDialogs(): void {
  for (const mark of document.querySelectorAll<HTMLElement>("[data-open-dialog]")) {
    const dialog = document.getElementById(mark.dataset["openDialog"] ?? "");
    if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  }
}
