/**
 * The editor's own layer: one host element in the browser's top layer with an open shadow root. The page's styles do not
 * reach in, and what the author does inside does not reach the page.
 */

/** Elements with this attribute get plain copies, as a library expects them. */
const PLAIN = "[data-writer]";

/** Prefix of the events the layer hands to its own elements: `own:click` is a copy of a `click` inside the layer. */
export const OWN = "own:";

export const HOST_TAG = "shirube-editor";

const SEALED = [
  "click", "dblclick", "auxclick", "contextmenu", "mousedown", "mouseup", "mousemove", "mouseover", "mouseout",
  "pointerdown", "pointerup", "pointermove", "pointerover", "pointerout", "pointercancel", "touchstart", "touchmove",
  "touchend", "wheel", "keydown", "keyup", "keypress", "beforeinput", "input", "focusin", "focusout", "focus", "blur",
  "copy", "cut", "paste", "compositionstart", "compositionupdate", "compositionend", "dragstart", "selectstart",
];

export interface Layer {
  root: ShadowRoot;
  host: HTMLElement;
  /** Whether the event happened inside the layer. */
  owns(event: Event): boolean;
  /** Another host of ours, sealed the same way from now on. */
  adopt(host: Element): void;
  /** Puts the layer above everything that opened since. */
  raise(): void;
  remove(): void;
}

/** Opens the layer over the page. `css` is the text of its style sheet. */
export function openLayer(css: string): Layer {
  const host = document.createElement(HOST_TAG);
  host.setAttribute("popover", "manual");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const hosts = new Set<EventTarget>([host]);
  const owns = (event: Event): boolean => event.composedPath().some((target) => hosts.has(target));
  const stop = new AbortController();
  seal(owns, stop.signal);
  const raise = (): void => place(host);
  raise();
  watch(host, raise, stop.signal);
  return { root, host, owns, adopt: (other) => hosts.add(other), raise, remove: () => (stop.abort(), host.remove()) };
}

/**
 * Stops every event from inside at the window and replays a copy inside, which cannot leave the shadow root: the page's
 * shortcuts, focus traps and "clicked outside" handlers never see it. The browser's own action goes on as usual; a copy does
 * nothing by itself, which is why it has another name wherever one would press a control a second time.
 */
function seal(owns: (event: Event) => boolean, signal: AbortSignal): void {
  const replay = (event: Event): void => {
    if (!owns(event)) return;
    event.stopImmediatePropagation();
    const target = event.composedPath()[0];
    if (!target) return;
    const plain = (target as Partial<Element>).closest?.(PLAIN);
    const copy = new (event.constructor as typeof Event)(plain ? event.type : OWN + event.type, { ...init(event), bubbles: true, composed: false, cancelable: true });
    if (!target.dispatchEvent(copy)) event.preventDefault();
  };
  for (const type of SEALED) window.addEventListener(type, replay, { capture: true, passive: false, signal });
}

const COPIED = [
  "key", "code", "keyCode", "charCode", "which", "ctrlKey", "shiftKey", "altKey", "metaKey", "repeat", "isComposing", "button", "buttons", "clientX",
  "clientY", "screenX", "screenY", "pointerId", "pointerType", "isPrimary", "deltaX", "deltaY", "deltaMode", "data",
  "inputType", "detail", "clipboardData",
];

/** Event properties are getters of the prototype, so spreading the event would copy nothing. */
function init(event: Event): EventInit {
  const source = event as unknown as Record<string, unknown>;
  return Object.fromEntries(COPIED.filter((name) => name in event).map((name) => [name, source[name]])) as EventInit;
}

/** Into the topmost modal dialog, outside of which the browser makes everything inert; else at the end of the page. */
function place(host: HTMLElement): void {
  const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
  const parent = modal ?? document.documentElement;
  if (host.parentNode !== parent) move(host, parent);
  if (host.matches(":popover-open")) host.hidePopover();
  host.showPopover();
}

/** `moveBefore` keeps focus and scroll positions, where there is one. */
function move(host: HTMLElement, parent: Element): void {
  const mover = parent as Element & { moveBefore?(node: Node, before: Node | null): void };
  if (host.isConnected && mover.moveBefore) mover.moveBefore(host, null);
  else parent.append(host);
}

/** Follows dialogs that open and close, other top layers, and apps that replace the whole page. */
function watch(host: HTMLElement, raise: () => void, signal: AbortSignal): void {
  const foreign = (event: Event): boolean => !(event.target as Element).localName?.startsWith("shirube-");
  document.addEventListener("toggle", (event) => foreign(event) && raise(), { capture: true, signal });
  const observer = new MutationObserver(() => {
    const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
    if (!host.isConnected || (modal ?? document.documentElement) !== host.parentNode) raise();
  });
  observer.observe(document, { subtree: true, childList: true, attributeFilter: ["open"] });
  signal.addEventListener("abort", () => observer.disconnect());
}
