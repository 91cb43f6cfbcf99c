/** Where the focus is, and moving it into the box. */

/** What a person types into. */
export const TYPING = "input,textarea,select,[contenteditable]";

/** The element with the focus, through open shadow roots. */
export function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at as HTMLElement | null;
}

/** Moves the focus into the box, unless the person is just typing somewhere. Answers whether it did. */
export function takeFocus(box: HTMLElement): boolean {
  const free = !focused()?.matches(TYPING);
  if (free) box.focus({ preventScroll: true });
  return free;
}
