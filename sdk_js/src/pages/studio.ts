// The authors' pages: forms that save themselves, previews, reordering, opening the app.
import { saveByItself } from "./behaviours/autosave";
import { markFields } from "./behaviours/fielderrors";
import { openApp } from "./behaviours/launch";
import { reorderByDragging } from "./behaviours/reorder";
import { removeRows } from "./behaviours/rows";
import { drawPreviews } from "./behaviours/preview";

function settle(): void {
  drawPreviews(document);
  markFields(document);
}

function focusNew(): void {
  const field = document.querySelector<HTMLInputElement>("[data-focus]");
  if (field && !field.value && document.activeElement === document.body) field.focus();
}

document.addEventListener("htmx:after:swap", () => {
  settle();
  focusNew();
});
saveByItself();
openApp();
reorderByDragging();
removeRows();
settle();
