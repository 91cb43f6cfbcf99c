/** Noticing that the person did what a step asks for: one watcher a kind of `advance`. */
import type { Advance, Target } from "./contract";
import type { Stop } from "./element";
import { poll } from "./poll";

/** What watchers ask of the page around them. */
export interface Watched {
  /** The element; null: not there; undefined: not known yet. */
  find(target: Target): Element | null | undefined;
  /** Whether the window's address lies in a page pattern. */
  isAt(page: string): boolean;
  onEvent(name: string, heard: () => void): Stop;
}

type Watch<A> = (advance: A, own: () => Element | null | undefined, page: Watched, done: () => void) => Stop;

/** Milliseconds without typing until a field counts as filled in. */
const PAUSE = 800;

/** The registry: does not compile until every kind of the contract is watched for. */
const WATCHES: { [K in NonNullable<Advance["on"]>]: Watch<Extract<Advance, { on?: K }>> } = {
  click: (_, own, __, done) => listen("click", own, done),
  double_click: (_, own, __, done) => listen("dblclick", own, done),
  right_click: (_, own, __, done) => listen("contextmenu", own, done),
  hover: (_, own, __, done) => listen("mouseover", own, done),
  select: ({ matches }, own, _, done) => listen("change", own, (element) => void (fits((element as HTMLInputElement).value, matches) && done())),
  key: ({ key }, _, __, done) => onKey(key, done),
  input: ({ matches }, own, _, done) => onInput(matches, own, done),
  appears: ({ target }, _, page, done) => poll(() => page.find(target) && call(done)),
  disappears: ({ target }, _, page, done) => poll(() => page.find(target) === null && call(done)),
  page: ({ matches }, _, page, done) => poll(() => page.isAt(matches) && call(done)),
  event: ({ name }, _, page, done) => page.onEvent(name, done),
  delay: ({ seconds }, _, __, done) => after(seconds * 1000, done),
};

export function watch(advance: Advance, stepTarget: Target | null | undefined, page: Watched, done: () => void): Stop {
  const aim = ("target" in advance && advance.target) || stepTarget;
  const own = (): Element | null | undefined => aim && page.find(aim);
  return (WATCHES[advance.on!] as Watch<Advance>)(advance, own, page, done);
}

function call(done: () => void): true {
  done();
  return true;
}

function after(milliseconds: number, done: () => void): Stop {
  const timer = setTimeout(done, milliseconds);
  return () => clearTimeout(timer);
}

/** Hears the event before the page does, so that a page that stops it or navigates away at once is noticed too. */
function listen(name: string, own: () => Element | null | undefined, heard: (element: Element) => void): Stop {
  const on = (event: Event): void => {
    const element = own();
    if (element && event.composedPath().includes(element)) heard(element);
  };
  const views = new Set([window, own()?.ownerDocument.defaultView ?? window]);
  for (const view of views) view.addEventListener(name, on, true);
  return () => views.forEach((view) => view.removeEventListener(name, on, true));
}

function onKey(key: string, done: () => void): Stop {
  const on = (event: KeyboardEvent): void => void (event.key === key && done());
  addEventListener("keydown", on, true);
  return () => removeEventListener("keydown", on, true);
}

function onInput(matches: string | undefined, own: () => Element | null | undefined, done: () => void): Stop {
  let wait: Stop | undefined;
  const check = (element: Element): void => {
    const value = (element as HTMLInputElement).value ?? element.textContent;
    if (value && fits(value, matches)) done();
  };
  const stops = [
    listen("input", own, (element) => {
      wait?.();
      wait = after(PAUSE, () => check(element));
    }),
    listen("change", own, check),
  ];
  return () => [...stops, wait].forEach((stop) => stop?.());
}

/** A pattern that is no regular expression matches nothing: the step then has its buttons. */
function fits(value: string, pattern = ""): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return false;
  }
}
