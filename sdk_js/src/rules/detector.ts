/** Notices that somebody struggles with the page. Looks at the page only for moments after a click; keeps no text and no value. */
import type { Stop } from "../steps/element";
import { isIgnored, isOurs, looksClickable } from "./ignored";
import { isBackAndForth, rageCounter, tryCounter, type Sign, type Visit } from "./signs";

export interface Detected {
  sign(sign: Sign): void;
  /** One of the events of DESIGN §8. */
  tell(type: "rage_clicked" | "dead_clicked" | "error_seen", props: Record<string, unknown>): void;
}

const DEAD_AFTER = 2500;
const ERRORS = "[role=alert],[aria-invalid=true]";
const MOST_ERRORS = 5;
const VISITS = "shirube-visits";

export function detect({ sign, tell }: Detected): Stop {
  const rage = rageCounter();
  const tries = tryCounter<Element>();
  const known = new WeakSet<Element>();
  const off = new AbortController();
  let errors = 0;
  let unwatch: Stop | undefined;

  const error = (kind: string, control?: Element): void => {
    if (errors++ >= MOST_ERRORS) return;
    if (control) tries.failed(control);
    tell("error_seen", { kind });
    sign("error_shown");
  };

  const onClick = (event: MouseEvent): void => {
    const element = event.composedPath()[0] as Element;
    if (!event.isTrusted || !element.closest || event.composedPath().some((one) => one instanceof Element && isOurs(one)) || isIgnored(element)) return;
    const control = element.closest("button,a,summary,[role=button],[role=link]") ?? element;
    if (rage(event.clientX, event.clientY, event.timeStamp)) {
      tries.failed(control);
      tell("rage_clicked", { tag: control.localName });
      sign("rage_clicks");
    }
    if (tries.tried(control, event.timeStamp)) sign("repeated_tries");
    watch(control, looksClickable(element));
  };

  /** For a moment after the click: whether anything happens, and whether an error is shown. */
  const watch = (control: Element, expected: boolean): void => {
    unwatch?.();
    let alive = false;
    const mark = (): void => void (alive = true);
    for (const one of document.querySelectorAll(ERRORS)) if (isShown(one)) known.add(one);
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ target }) => !(target instanceof Element && isOurs(target)))) alive = true;
      for (const one of document.querySelectorAll(ERRORS)) {
        if (known.has(one) || !isShown(one)) continue;
        known.add(one);
        error("shown", control);
      }
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const listening = new AbortController();
    const on = { capture: true, signal: listening.signal };
    for (const name of ["scroll", "selectionchange", "focusin", "input", "change", "submit", "toggle"]) document.addEventListener(name, mark, on);
    for (const name of ["popstate", "hashchange", "pagehide", "blur"]) addEventListener(name, mark, on);
    const address = location.href;
    const timer = setTimeout(() => {
      unwatch?.();
      if (alive || !expected || location.href !== address || document.hidden || !control.isConnected) return;
      tries.failed(control);
      tell("dead_clicked", { tag: control.localName });
      sign("dead_clicks");
    }, DEAD_AFTER);
    unwatch = () => {
      clearTimeout(timer);
      observer.disconnect();
      listening.abort();
      unwatch = undefined;
    };
  };

  const listening = { capture: true, passive: true, signal: off.signal };
  document.addEventListener("click", onClick, listening);
  document.addEventListener("invalid", ({ target }) => error("invalid", (target as HTMLInputElement).form?.querySelector("[type=submit],button:not([type])") ?? undefined), listening);
  addEventListener("error", (event) => event instanceof ErrorEvent && error("thrown"), listening);
  addEventListener("unhandledrejection", () => error("thrown"), listening);
  return () => {
    off.abort();
    unwatch?.();
  };
}

function isShown(element: Element): boolean {
  return !!element.textContent?.trim() || element.matches("[aria-invalid=true]") ? element.getClientRects().length > 0 : false;
}

/** Notes that the person is on a page now; answers whether they go back and forth. */
export function visited(path: string, at: number): boolean {
  try {
    const before = JSON.parse(sessionStorage.getItem(VISITS) ?? "[]") as Visit[];
    if (before.at(-1)?.[0] === path) return false;
    const visits = [...before, [path, at] as Visit].slice(-4);
    const found = isBackAndForth(visits);
    sessionStorage.setItem(VISITS, JSON.stringify(found ? [] : visits));
    return found;
  } catch {
    return false;
  }
}
