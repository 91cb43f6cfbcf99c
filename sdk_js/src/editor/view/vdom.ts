/**
 * The smallest virtual DOM that keeps focus and caret while the panel is drawn again. It only creates elements and sets
 * properties, so it works where markup from strings is forbidden (Trusted Types).
 */
import { OWN } from "./layer";

export type Handler = (event: Event) => void;
export type Child = VNode | string | number | null | undefined | false | Child[];

export interface Props {
  key?: string;
  class?: string;
  /** Handlers by event name; they get the copies the layer makes of the browser's own events (see `layer.ts`). */
  on?: Record<string, Handler>;
  /** Called once, when the element is made and in the page. */
  made?: (element: HTMLElement) => void;
  /** CSS properties, set through CSSOM: a strict CSP forbids the attribute. */
  css?: Record<string, string>;
  value?: string;
  checked?: boolean;
  [attribute: string]: unknown;
}

export interface VNode {
  tag: string;
  props: Props;
  children: Child[];
}

export function h(tag: string, props: Props | null = null, ...children: Child[]): VNode {
  return { tag, props: props ?? {}, children };
}

const TEXT = "#text";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect", "line", "polyline", "g"]);
const SPECIAL = new Set(["key", "on", "made", "css", "value", "checked"]);
const drawn = new WeakMap<Node, VNode>();

/** Makes the children of `parent` look like `children`, reusing what is there by key, else by tag and order. */
export function render(parent: Element | ShadowRoot, children: Child[]): void {
  const wanted = flat(children);
  const old = byIdentity([...parent.childNodes].map((node) => [drawn.get(node), node] as const));
  const made: (() => void)[] = [];
  let place: ChildNode | null = parent.firstChild;
  for (const [identity, vnode] of identities(wanted)) {
    const kept = old.get(identity);
    old.delete(identity);
    const node = kept ?? create(vnode, made);
    if (node === place) place = node.nextSibling;
    else parent.insertBefore(node, place);
    update(node, vnode);
  }
  for (const left of old.values()) left.remove();
  for (const call of made) call();
}

function flat(children: Child[]): VNode[] {
  return children.flat(Infinity as 1).flatMap((child): VNode[] => {
    if (child === null || child === undefined || child === false) return [];
    return typeof child === "object" ? [child as VNode] : [{ tag: TEXT, props: { text: String(child) }, children: [] }];
  });
}

function byIdentity(entries: (readonly [VNode | undefined, ChildNode])[]): Map<string, ChildNode> {
  const known = entries.filter((entry): entry is readonly [VNode, ChildNode] => entry[0] !== undefined);
  const found = identities(known.map(([vnode]) => vnode));
  return new Map(found.map(([identity], i) => [identity, known[i]![1]]));
}

function identities(vnodes: VNode[]): [string, VNode][] {
  const counts = new Map<string, number>();
  return vnodes.map((vnode) => {
    const kind = vnode.props.key === undefined ? vnode.tag : `${vnode.tag}=${vnode.props.key}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return [`${kind}#${count}`, vnode];
  });
}

function create(vnode: VNode, made: (() => void)[]): ChildNode {
  if (vnode.tag === TEXT) return document.createTextNode("");
  const svg = SVG_TAGS.has(vnode.tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", vnode.tag) : document.createElement(vnode.tag);
  if (vnode.props.made) made.push(() => vnode.props.made?.(element as HTMLElement));
  return element;
}

function update(node: ChildNode, vnode: VNode): void {
  const before = drawn.get(node);
  drawn.set(node, vnode);
  if (vnode.tag === TEXT) {
    if (node.nodeValue !== vnode.props["text"]) node.nodeValue = vnode.props["text"] as string;
    return;
  }
  const element = node as HTMLElement;
  attributes(element, before?.props ?? {}, vnode.props);
  listeners(element, before?.props.on ?? {}, vnode.props.on ?? {});
  render(element, vnode.children);
  state(element, vnode.props);
}

function attributes(element: HTMLElement, before: Props, after: Props): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (SPECIAL.has(name) || before[name] === after[name]) continue;
    const value = after[name];
    if (value === undefined || value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [property, value] of Object.entries(after.css ?? {})) element.style.setProperty(property, value);
}

/** One listener per event name; it asks for the present handler, so that handlers may be new closures each time. */
function listeners(element: HTMLElement, before: Record<string, Handler>, after: Record<string, Handler>): void {
  for (const name of Object.keys(after)) if (!(name in before)) element.addEventListener(OWN + name, dispatch);
}

function dispatch(event: Event): void {
  const name = event.type.slice(OWN.length);
  drawn.get(event.currentTarget as Node)?.props.on?.[name]?.(event);
}

/** What the person can change too: set only when it differs, so that the caret and an open IME stay. */
function state(element: HTMLElement, props: Props): void {
  const field = element as HTMLInputElement;
  if (props.value !== undefined && field.value !== props.value) field.value = props.value;
  if (props.checked !== undefined && field.checked !== props.checked) field.checked = props.checked;
}
