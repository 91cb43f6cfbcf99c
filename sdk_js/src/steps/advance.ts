/** Noticing that the person did what a step asks for: one watcher a way to advance. `watches.ts` brings those besides the click. */
import type { Advance, Target, WayToAdvance } from "./contract";
import type { Stop } from "./element";

/** What watchers ask of the page around them. */
export interface Watched {
  /** The element; null: not there; undefined: not known yet. `event`: of several that are meant, the one it happened to. */
  find(target: Target, event?: Event): Element | null | undefined;
  /** Whether the window's address lies in a page pattern. */
  isAt(page: string): boolean;
  onEvent(name: string, heard: () => void): Stop;
}

/** The element that a way to advance watches, as `Watched.find` answers. */
export type Own = (event?: Event) => Element | null | undefined;

type Having<A, K> = A extends { on?: infer O } ? (K extends O ? A : never) : never;
export type Watch<A = Advance> = (advance: A, own: Own, page: Watched, done: () => void) => Stop;
export type Watches = { [K in WayToAdvance]: Watch<Having<Advance, K>> };

export const WATCHES: Partial<Watches> = {
  click: (_, own, __, done) => listen("click", own, done),
};

export function watch(advance: Advance, stepTarget: Target | null | undefined, page: Watched, done: () => void): Stop {
  const aim = ("target" in advance && advance.target) || stepTarget;
  return (WATCHES[advance.on!] as Watch)(advance, (event) => aim && page.find(aim, event), page, done);
}

/** Hears the event before the page does, so that a page that stops it or navigates away at once is noticed too. */
export function listen(name: string, own: Own, heard: (element: Element, event: Event) => void): Stop {
  const on = (event: Event): void => {
    const element = own(event);
    if (element && event.composedPath().includes(element)) heard(element, event);
  };
  const views = new Set([window, own()?.ownerDocument.defaultView ?? window]);
  for (const view of views) view.addEventListener(name, on, true);
  return () => views.forEach((view) => view.removeEventListener(name, on, true));
}
