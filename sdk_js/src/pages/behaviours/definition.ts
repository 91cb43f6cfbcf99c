// Escape hides a definition that hover or focus has shown, without moving the focus elsewhere.
export function hideDefinitions(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const shown of document.querySelectorAll(".definition:hover, .definition:focus-within")) {
      shown.classList.add("hushed");
      const wake = (): void => shown.classList.remove("hushed");
      shown.addEventListener("mouseleave", wake, { once: true });
      shown.addEventListener("focusout", wake, { once: true });
    }
  });
}
