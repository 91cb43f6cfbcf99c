// Short messages in the corner, read out by screen readers.
const STAYS_MILLISECONDS = 6000;

/** Says a sentence; `tone` bad for failures. */
export function say(text: string, tone: "good" | "bad" = "good"): void {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const toast = document.createElement("p");
  toast.className = `toast ${tone}`;
  toast.textContent = text;
  place.append(toast);
  setTimeout(() => toast.remove(), STAYS_MILLISECONDS);
}
