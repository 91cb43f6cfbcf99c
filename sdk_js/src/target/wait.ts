/** Waiting for a target that comes late. It looks every 80 ms, and looks closely only at elements that are new. */
import { eligible } from "./candidates";
import type { Descriptor, Evidence } from "./descriptor";
import { ownEvidence } from "./evidence";
import { ownFeatures } from "./features";
import { locateFast, scopeRoot, type FirstAnswer } from "./first";
import { choose } from "./locate";
import { innerRoots, isShown, type Root } from "./roots";
import { rank, weightOf } from "./score";

export interface WaitOptions {
  /** Milliseconds; 10,000 when not given. */
  timeout?: number;
  signal?: AbortSignal;
  root?: Root;
}

const EVERY = 80;
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

/** Repeats a costly look soon when there is cause, else after a long rest; in between `meanwhile` answers from the last result. */
function resting<T>(look: () => T, meanwhile: (last: T | undefined) => T): (cause: boolean) => T {
  let soon = 0;
  let later = 0;
  let last: T | undefined;
  return (cause) => {
    const now = performance.now();
    if (now < (cause ? soon : later)) return meanwhile(last);
    last = look();
    const cost = performance.now() - now;
    soon = now + cost * 20;
    later = now + cost * REST;
    return last;
  };
}

const SCREENED = 40;
const SLACK = 7;

/** Tells whether an element came, or came into view, whose own evidence is close to what was described. */
function promising(descriptor: Descriptor, evidence: Evidence, root: Root): () => boolean {
  const seen = new WeakSet<Element>();
  const setting = { sameLanguage: 1, words: descriptor.text !== "ignore", declaredOther: 0, unsaid: 0 };
  const score = (own: Evidence): number => weightOf(ownFeatures(evidence, own, setting));
  const enough = score(evidence) - SLACK;
  let hidden: Element[] = [];
  return () => {
    const tree = scopeRoot(root, descriptor.scope) ?? root;
    const fresh = eligible(evidence, tree).filter((e) => !seen.has(e));
    for (const element of fresh) seen.add(element);
    const alike = fresh.slice(-SCREENED).filter((e) => score(ownEvidence(e)) >= enough);
    const waiting = [...hidden, ...alike].filter((e) => e.isConnected);
    hidden = waiting.filter((e) => !isShown(e)).slice(-8);
    return waiting.length > hidden.length;
  };
}
