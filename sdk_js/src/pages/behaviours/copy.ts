// Buttons with data-copy put that text on the clipboard.
import { say } from "./toast";

export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    if (!button) return;
    navigator.clipboard.writeText(button.dataset["copy"] ?? "").then(
      () => say(document.body.dataset["copied"] ?? ""),
      () => selectNextTo(button), // without permission the text is selected, ready for Ctrl+C
    );
  });
}

function selectNextTo(button: HTMLElement): void {
  const text = button.parentElement?.querySelector("pre, code");
  if (text) getSelection()?.selectAllChildren(text);
}
