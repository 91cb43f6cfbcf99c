/** Trees inside the page: open shadow roots and same-origin frames. */

export type Root = Document | ShadowRoot | Element;

/** The tree behind an element: its open shadow root, or the document of a same-origin frame. */
export function innerRoot(host: Element): ShadowRoot | Document | null {
  // The document of a frame from another origin is null.
  return host.shadowRoot ?? (/^i?frame$/.test(host.localName) ? (host as HTMLIFrameElement).contentDocument : null);
}

/** Every element matching a selector whose ` >>> ` parts step into shadow roots and frames. A bad selector matches none. */
export function queryDeep(root: Root, selector: string): Element[] {
  let roots: Root[] = [root];
  let found: Element[] = [];
  for (const part of selector.split(/\s*>>>\s*/)) {
    found = roots.flatMap((r) => queryAll(r, part));
    roots = found.map(innerRoot).filter((r) => r !== null);
  }
  return found;
}

export function queryAll(root: Root, selector: string): Element[] {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/** The trees directly inside this one. Costs one walk over the tree, so it is asked for last. */
export function innerRoots(root: Root): Root[] {
  return Array.from(root.querySelectorAll("*"), innerRoot).filter((tree) => tree !== null);
}

/** The tree and every tree inside it, outermost first. */
export function allRoots(root: Root): Root[] {
  const roots = [root];
  for (let i = 0; i < roots.length; i++) roots.push(...innerRoots(roots[i]!));
  return roots;
}

/** The parent, also across the border of a shadow root. */
export function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return "host" in root ? (root as ShadowRoot).host : null;
}

/** Whether it is rendered at all. Asks for style only, never for layout. */
export function isShown(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

/** The element inside a component, or the component itself when it is built otherwise now. */
export function stepInside(component: Element, way?: string): Element {
  let here = component;
  for (const part of way?.split(" >>> ") ?? []) {
    const next = innerRoot(here)?.querySelector(part) ?? innerRoot(here)?.querySelector(part.replace(/\[.*/, ""));
    if (!next) return here;
    here = next;
  }
  return here;
}
