/**
 * Keeps fields from being changed while the form around them is drawn anew: what is typed meanwhile would be lost.
 * Answers what lets go of them again; then the focus is where it was.
 */
export function hold(form: HTMLFormElement, fields: Iterable<HTMLFieldSetElement>): () => void {
  const fieldsets = [...fields];
  const [id, name, place] = [form.id, ...placeOf(form, document.activeElement)];
  for (const fieldset of fieldsets) fieldset.disabled = true;
  return () => {
    for (const fieldset of fieldsets) fieldset.disabled = false;
    const again = document.getElementById(id);
    if (name && document.activeElement === document.body) again?.querySelectorAll<HTMLElement>(`[name="${CSS.escape(name)}"]`)[place]?.focus();
  };
}

/** The name of the focused control, and which of those with that name it is. */
function placeOf(form: HTMLFormElement, focused: Element | null): [name: string, place: number] {
  const name = focused?.getAttribute("name") ?? "";
  return [name, name ? [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].indexOf(focused!) : -1];
}
