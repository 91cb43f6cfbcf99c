/** Making elements without innerHTML, so that strict CSP and Trusted Types have nothing to object to. */
export type Child = Node | string | null | undefined | false;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | null | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
  element.append(...(children.filter((child) => child) as Node[]));
  return element;
}

/** Undoes what the call that returned it began. Calling it twice is harmless. */
export type Stop = () => void;
