/**
 * Forms with data-autosave save themselves: a moment after typing, one request at a time, always with the newest values.
 * The answer refreshes what depends on them. Leaving the page waits for the last save.
 */
import htmx from "htmx.org";
import { markInvalid } from "./fielderrors";
import { hold } from "./hold";

const PAUSE_MILLISECONDS = 500;
const RETRY_MILLISECONDS = 4000;
const whole = { target: "#guide-page", select: "#guide-page", swap: "outerHTML" };

/** Forms with changes that are not sent yet, and what else goes with them: the button that was pressed. */
const dirty = new Map<HTMLFormElement, Record<string, string>>();
let timer: ReturnType<typeof setTimeout> | undefined;
let saving: Promise<boolean> | null = null;
let answered = 0;

export function saveByItself(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-autosave]")) if (isTouched(form)) mark(form, PAUSE_MILLISECONDS);
  document.addEventListener("input", (event) => touched(event));
  document.addEventListener("change", (event) => touched(event, true));
  document.addEventListener("submit", submitted, true);
  document.addEventListener("click", finishFirst, true);
  document.addEventListener("htmx:after:request", (event) => {
    answered = (event as CustomEvent<{ ctx: { response?: { status?: number } } }>).detail.ctx.response?.status ?? 0;
  });
  addEventListener("beforeunload", (event) => {
    if (dirty.size || saving) event.preventDefault();
  });
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  const form = target instanceof Element ? ((target as HTMLInputElement).form ?? target.closest("form")) : null;
  return form?.matches("[data-autosave]") ? form : null;
}

/** Whether the author was quicker than this script: a field says something else than the page came with. */
function isTouched(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement) return isChosen(field);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.type === "hidden") return false;
    return "checked" in field && /checkbox|radio/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  });
}

function isChosen({ options, multiple }: HTMLSelectElement): boolean {
  const all = [...options];
  // Where the page marks none, the first one is what it came with.
  const marked = multiple || all.some((option) => option.defaultSelected);
  return all.some((option, place) => option.selected !== (marked ? option.defaultSelected : place === 0));
}

function touched(event: Event, changed = false): void {
  const form = formOf(event.target);
  if (!form) return;
  const redraw = changed && event.target instanceof HTMLElement && event.target.dataset["redraw"] !== undefined;
  mark(form, redraw ? 0 : PAUSE_MILLISECONDS, redraw ? { redraw: "1" } : {});
}

/** Buttons of such a form (add a row, keep mine) save at once and say which button it was. */
function submitted(event: SubmitEvent): void {
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault();
  const button = event.submitter as HTMLButtonElement | null;
  mark(form, 0, button?.name ? { [button.name]: button.value } : {});
}

function mark(form: HTMLFormElement, wait: number, more: Record<string, string> = {}): void {
  dirty.set(form, { ...dirty.get(form), ...more });
  show("busy");
  clearTimeout(timer);
  timer = setTimeout(() => void save(), wait);
}

/** Saves all that is dirty, one form after the other; true when nothing is left to save. */
async function save(): Promise<boolean> {
  clearTimeout(timer);
  if (saving) await saving;
  for (const form of [...dirty.keys()]) if (!form.isConnected) dirty.delete(form);
  // A form whose answer draws the page anew goes last: what is typed into the others would be lost.
  const [form, more] = [...dirty].sort(([, one], [, other]) => Number(redraws(one)) - Number(redraws(other)))[0] ?? [];
  if (!form) {
    show("saved");
    return true;
  }
  dirty.delete(form);
  const sent = (saving = send(form, more ?? {}));
  const went = await sent;
  saving = null;
  return went && save();
}

function redraws(more: Record<string, string>): boolean {
  return Object.keys(more).length > 0 && !("force" in more);
}

/** Answers whether the form was saved. */
async function send(form: HTMLFormElement, more: Record<string, string>): Promise<boolean> {
  if (markInvalid(form)) {
    show("unsaved");
    return false;
  }
  answered = 0;
  const request = htmx.ajax("POST", form.action, { source: form, values: more, ...(redraws(more) ? whole : { swap: "none" }) });
  const restore = redraws(more) ? hold(form, document.querySelectorAll<HTMLFieldSetElement>("form[data-autosave] fieldset:enabled")) : undefined; // what is typed into a page about to be replaced would be lost
  await request.catch(() => undefined);
  restore?.();
  if (answered >= 200 && answered < 300) {
    show(dirty.size ? "busy" : "saved");
    return true;
  }
  show("unsaved");
  if (answered === 409 || answered === 422) return false; // the answer says what to do
  if (!dirty.has(form)) dirty.set(form, more);
  timer = setTimeout(() => void save(), RETRY_MILLISECONDS);
  return false;
}

/** Links and other forms wait until everything is saved. */
function finishFirst(event: MouseEvent): void {
  const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("a[href], button") : null;
  if (pressed?.dataset["discard"] !== undefined) return dirty.clear();
  if (!pressed || (!dirty.size && !saving)) return;
  if (pressed instanceof HTMLButtonElement && (pressed.type !== "submit" || formOf(pressed))) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void save().then((done) => done && pressed.click());
}

function show(state: "busy" | "saved" | "unsaved"): void {
  const place = document.getElementById("save-state");
  if (!place) return;
  place.classList.toggle("busy", state === "busy");
  place.classList.toggle("unsaved", state === "unsaved");
  place.lastChild!.textContent = place.dataset[{ busy: "saving", saved: "saved", unsaved: "unsaved" }[state]] ?? "";
}
