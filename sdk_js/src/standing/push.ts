/**
 * Makes room for a strip at the window's edge. The page is pushed by padding of its root; what the page fixed to that edge is
 * moved as far, found by looking at a few points there, never by a search of the whole page. Everything is put back after.
 */
import type { Stop } from "../steps/element";
import { keepFree } from "./corners";

type Edge = "top" | "bottom";
type Kept = [element: HTMLElement, name: string, value: string, priority: string];

/** `sticky`: the strip stays at the window's edge; else it lies at the page's edge and is scrolled away with it. */
export function push(edge: Edge, strip: HTMLElement, sticky: boolean): Stop {
  const root = document.documentElement;
  const kept: Kept[] = [];
  const moved = new Map<HTMLElement, number>();
  let height = 0;

  const set = (element: HTMLElement, name: string, value: string): void => {
    const { style } = element;
    if (!kept.some(([other, known]) => other === element && known === name)) kept.push([element, name, style.getPropertyValue(name), style.getPropertyPriority(name)]);
    style.setProperty(name, value, "important");
  };

  /** How much of the strip is in the window. */
  const inSight = (): number => (sticky ? height : edge === "top" ? Math.max(0, height - scrollY) : 0);

  const shift = (): void => {
    for (const [element, at] of moved) set(element, edge, at + inSight() + "px");
    keepFree(edge, inSight());
  };

  const room = (): void => {
    strip.style.width = root.clientWidth + "px";
    height = strip.offsetHeight;
    const padding = parseFloat(padded);
    set(root, "padding-" + edge, padding + height + "px");
    set(root, "box-sizing", "border-box");
    fit(root, height, set);
    const here = inSight();
    for (const element of atEdge(edge, height, strip)) {
      const style = getComputedStyle(element);
      const at = parseFloat(style[edge]);
      // What sticks is in the flow and pushed with it, unless the strip stays where it would stick.
      if (moved.has(element) || isNaN(at) || at >= here || (style.position === "sticky" && !sticky)) continue;
      moved.set(element, at);
      if (element.offsetHeight >= innerHeight) set(element, "height", `calc(100vh - ${height}px)`);
    }
    shift();
    if (!sticky && edge === "bottom") strip.style.top = Math.max(root.scrollHeight, innerHeight) - height + "px";
  };

  const padded = getComputedStyle(root).getPropertyValue("padding-" + edge);
  strip.classList.add("edge", edge, ...(sticky ? ["sticky"] : []));
  const sizes = new ResizeObserver(room);
  const listening = new AbortController();
  if (!sticky) addEventListener("scroll", shift, { passive: true, signal: listening.signal });
  addEventListener("resize", room, { passive: true, signal: listening.signal });
  room();
  sizes.observe(strip);
  return () => {
    sizes.disconnect();
    listening.abort();
    for (const [element, name, value, priority] of kept.reverse()) element.style.setProperty(name, value, priority);
    keepFree(edge, 0);
  };
}

/** A page that exactly filled the window still does. */
function fit(root: HTMLElement, height: number, set: (element: HTMLElement, name: string, value: string) => void): void {
  const over = root.scrollHeight - innerHeight;
  if (over <= 0 || over > height + 1) return;
  for (let at = document.elementFromPoint(innerWidth / 2, innerHeight / 2) as HTMLElement | null; at && at !== root; at = at.parentElement) {
    if (Math.abs(at.offsetHeight - innerHeight) > 1) continue;
    set(at, "height", `calc(100vh - ${height}px)`);
    set(at, "min-height", "0");
  }
}

/** What the page has fixed to the edge: over the strip's place, or sticking just inside it. */
function atEdge(edge: Edge, height: number, strip: HTMLElement): Set<HTMLElement> {
  const found = new Set<HTMLElement>();
  const host = (strip.getRootNode() as ShadowRoot).host;
  for (const share of [0.02, 0.25, 0.5, 0.75, 0.98]) {
    for (const depth of [height / 2, height + 4]) {
      const y = edge === "top" ? depth : innerHeight - depth;
      for (const element of document.elementsFromPoint(innerWidth * share, y)) {
        if (element === host) continue;
        for (let at = element as HTMLElement | null; at; at = at.parentElement) if (/fixed|sticky/.test(getComputedStyle(at).position)) found.add(at);
      }
    }
  }
  return found;
}
