// Steps can be dragged; the arrow buttons do the same by keyboard. Dropping presses the server's own move form.
let dragged: HTMLElement | null = null;

export function reorderByDragging(): void {
  document.addEventListener("dragstart", (event) => {
    dragged = itemOf(event.target);
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("dragged");
  });
  document.addEventListener("dragover", (event) => {
    const over = itemOf(event.target);
    if (!dragged || !over) return;
    event.preventDefault();
    mark(over, isBelow(event, over) ? "drop-after" : "drop-before");
  });
  document.addEventListener("drop", (event) => {
    const over = itemOf(event.target);
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    move(dragged, over, isBelow(event, over));
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    mark(null, "");
  });
}

function itemOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-reorder] > li") : null;
}

function isBelow(event: DragEvent, item: HTMLElement): boolean {
  const { top, height } = item.getBoundingClientRect();
  return event.clientY > top + height / 2;
}

function mark(item: HTMLElement | null, side: string): void {
  for (const other of document.querySelectorAll(".drop-before, .drop-after")) other.classList.remove("drop-before", "drop-after");
  if (item) item.classList.add(side);
}

function move(item: HTMLElement, over: HTMLElement, below: boolean): void {
  const items = [...(item.parentElement?.children ?? [])];
  const from = items.indexOf(item);
  const slot = items.indexOf(over) + (below ? 1 : 0);
  const button = item.querySelector<HTMLButtonElement>("button[name=to]");
  if (!button || slot === from || slot === from + 1) return;
  button.value = String(slot > from ? slot - 1 : slot);
  button.disabled = false;
  button.click();
}
