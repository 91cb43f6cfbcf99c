/** A small web component such as `<x-button>` is one control: its host has the words, the icon and the place. */

const CONTROLS = "button,a,input,select,textarea,[role=button],[role=link],[role=tab],[role=menuitem],[contenteditable=true]";
const SMALL = 80;
const TINY = 8;

/** The host an element stands for when it is the one control (or mere decoration) in the host's shadow root; else itself. */
export function componentOf(element: Element): Element {
  const root = element.getRootNode();
  if (!("host" in root)) return element;
  const tree = root as ShadowRoot;
  const controls = tree.querySelectorAll(CONTROLS);
  const size = tree.querySelectorAll("*").length;
  const alone = controls.length === 1 ? size <= SMALL && touches(controls[0]!, element) : controls.length === 0 && size <= TINY;
  return alone ? componentOf(tree.host) : element;
}

/** The one control in the shadow root of a small component; null for other hosts. */
export function controlOf(host: Element): Element | null {
  const tree = host.shadowRoot;
  if (!tree || tree.querySelectorAll("*").length > SMALL) return null;
  const controls = tree.querySelectorAll(CONTROLS);
  return controls.length === 1 ? controls[0]! : null;
}

const touches = (control: Element, element: Element): boolean => control.contains(element) || element.contains(control);

/** From a component to the element in its tree, e.g. "button" or "span >>> input". */
export function wayInside(element: Element): string {
  const tree = element.getRootNode() as ShadowRoot;
  const part = element.getAttribute("part");
  const selector = element.localName + (part ? `[part="${CSS.escape(part)}"]` : "");
  return componentOf(tree.host) === tree.host ? selector : wayInside(tree.host) + " >>> " + selector;
}
