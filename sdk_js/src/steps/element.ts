/** Making elements without innerHTML, so that strict CSP and Trusted Types have nothing to object to. */
export type Child = Node | string | null | undefined | false;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name in attributes) if (attributes[name] !== undefined) element.setAttribute(name, attributes[name]);
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Undoes what the call that returned it began. Calling it twice is harmless. */
export type Stop = () => void;
