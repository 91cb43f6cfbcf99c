/** Waiting for a target that comes late. It looks every 70 ms, and looks closely only when one came that looks like the target. */
import { fullMarks, glanceAt } from "./candidates";
import type { Descriptor, Evidence } from "./descriptor";
import { locateFast, scopeRoot, type FirstAnswer } from "./first";
import { choose } from "./locate";
import { innerRoots, isShown, type Root } from "./roots";
import { rank } from "./score";

export interface WaitOptions {
  /** Milliseconds; 10,000 when not given. */
  timeout?: number;
  signal?: AbortSignal;
  root?: Root;
}

const EVERY = 70;
/** A costly look is repeated only after so many times its own duration: 3 ms of script a second at most. */
const REST = 330;

/** The element as soon as it is there (within 100 ms), or null after the timeout or an abort. */
export function waitFor(descriptor: Descriptor, options: WaitOptions = {}): Promise<Element | null> {
  const { timeout = 10_000, signal, root = document } = options;
  const until = performance.now() + timeout;
  const look = lateSearch(descriptor, root);
  return new Promise((resolve) => {
    const again = (): void => {
      const found = signal?.aborted ? null : look();
      if (found || signal?.aborted || performance.now() >= until) resolve(found);
      else setTimeout(again, EVERY);
    };
    again();
  });
}

/** A search to repeat: cheap while nothing new that looks like the target has come. */
export function lateSearch(descriptor: Descriptor, root: Root): () => Element | null {
  const known = resting(() => innerRoots(root), (roots) => roots ?? []);
  const first = (): FirstAnswer => locateFast(descriptor, root, () => known(false));
  const { evidence } = descriptor;
  if (!evidence || descriptor.selector) return () => first() ?? null;
  const newcomers = promising(descriptor, evidence, root);
  const score = resting(() => choose(descriptor, rank(descriptor, root)), () => null);
  return () => {
    const answer = first();
    return answer === undefined ? score(newcomers()) : answer;
  };
}

/**
 * Repeats a costly look at once when there is cause, else after a long rest; in between `meanwhile` answers. Causes that
 * come to nothing make the rests longer, so that a page that keeps crying wolf costs no more than a calm one.
 */
function resting<T>(look: () => T, meanwhile: (last: T | undefined) => T): (cause: boolean) => T {
  let rested = 0;
  let rest = 0;
  let cost = 0;
  let last: T | undefined;
  let called = false;
  return (cause) => {
    const now = performance.now();
    called ||= cause; // a cause that comes during a rest is not forgotten
    if (now < rested + cost * (called ? rest : REST)) return meanwhile(last);
    last = look();
    rested = performance.now();
    cost = rested - now;
    rest = called ? Math.min(REST, rest * 2 || 10) : 0;
    called = false;
    return last;
  };
}

const ENOUGH = 0.7;

/** Tells whether an element came, or came into view, that looks like the one described. */
function promising(descriptor: Descriptor, evidence: Evidence, root: Root): () => boolean {
  const seen = new WeakSet<Element>();
  const glance = glanceAt(evidence, []);
  const enough = fullMarks(evidence) * ENOUGH;
  const selector = lookOut(evidence);
  let hidden: Element[] = [];
  return () => {
    const found = (scopeRoot(root, descriptor.scope) ?? root).querySelectorAll(selector);
    const waiting = hidden.filter((e) => e.isConnected);
    for (let i = 0; i < found.length; i++) {
      const element = found[i]!;
      if (seen.has(element)) continue;
      seen.add(element);
      if (glance(element) >= enough) waiting.push(element);
    }
    hidden = waiting.filter((e) => !isShown(e)).slice(-HIDDEN_AT_MOST);
    return waiting.some(isShown);
  };
}

const HIDDEN_AT_MOST = 8;

/** The narrowest selector the element would still answer to unchanged; an element that changed is found by the rarer full looks. */
function lookOut({ tag, classes = [], attributes = {}, path = [] }: Evidence): string {
  if (classes.length) return tag + classes.map((c) => "." + CSS.escape(c)).join("");
  const fact = Object.entries(attributes).find(([name, value]) => name !== "href" && value.length < 50);
  if (fact) return `${tag}[${CSS.escape(fact[0])}="${CSS.escape(fact[1])}"]`;
  const [, ...parentClasses] = (path[0] ?? "").replace(/:\d+$/, "").split(/[.#]/);
  return parentClasses.map((c) => "." + CSS.escape(c)).join("") + (parentClasses.length ? ">" : "") + tag;
}
