// What the training sees of a page: the finder's own features, with every candidate marked right or wrong.
import { describe } from "../../sdk_js/src/target/describe";
import type { Descriptor } from "../../sdk_js/src/target/descriptor";
import { locateFast } from "../../sdk_js/src/target/first";
import { componentOf } from "../../sdk_js/src/target/component";
import { locate } from "../../sdk_js/src/target/locate";
import { stepInside } from "../../sdk_js/src/target/roots";
import { closest, settingOf, treesOf } from "../../sdk_js/src/target/score";

const CONTROL = "a,button,summary,label,[role=button],[role=tab],[role=menuitem],[role=link]";

/** The benchmark's rule: the element itself or its click target. */
function isRight(found: Element, truth: Element): boolean {
  if (found === truth) return true;
  const inside = contains(truth, found);
  if (!inside && !contains(found, truth)) return false;
  if (overlap(found.getBoundingClientRect(), truth.getBoundingClientRect()) >= 0.7) return true;
  if (inside) return truth.matches(CONTROL);
  return found.matches("button,a,label") && found.querySelectorAll("button,a,input,select,textarea").length <= 1;
}

function contains(outer: Element, inner: Element): boolean {
  for (let node: Node | null = inner; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null) if (node === outer) return true;
  return false;
}

function overlap(a: DOMRect, b: DOMRect): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const both = a.width * a.height + b.width * b.height - width * height;
  return both > 0 ? (width * height) / both : 0;
}

/** The evidence of the likeliest candidates, each marked 1 right, 0 wrong, 2 kin of the right one (neither). */
export function rows(descriptor: Descriptor, truth: Element | null) {
  const first = locateFast(descriptor, document);
  const truthThere = truth && shadowControl(truth);
  const mark = (element: Element): number => !truthThere ? 0 : isRight(element, truthThere) || isRight(stepInside(element, descriptor.inside), truth!) ? 1 : contains(element, truthThere) || contains(truthThere, element) ? 2 : 0;
  const setting = settingOf(descriptor, document);
  const candidates = closest(descriptor.evidence!, treesOf(descriptor, document), setting)
    .map(({ element, own }) => ({ evidence: own, right: mark(element) }));
  const result = first === undefined ? "" : first === null ? "none" : truth && isRight(first, truth) ? "right" : "wrong";
  return { first: result, setting, candidates };
}

/** What the finder as shipped answers. */
export function outcome(descriptor: Descriptor, truth: Element | null): "right" | "wrong" | "none" {
  const found = locate(descriptor, document);
  return !found ? "none" : truth && isRight(found, truth) ? "right" : "wrong";
}

const shadowControl = (truth: Element): Element => componentOf(truth);

/** Rewrites most words of the page as another language would, the same word always the same way. */
export function translate(seed: number, declare: boolean): void {
  if (declare) document.documentElement.lang = "tlh";
  const visit = (root: Document | ShadowRoot): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !/^(script|style)$/.test(parent.localName)) node.nodeValue = translated(node.nodeValue ?? "", seed);
    }
    for (const element of root.querySelectorAll("*")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, translated(value, seed));
      }
      if (element.matches("input[type=submit],input[type=button]")) element.setAttribute("value", translated(element.getAttribute("value") ?? "", seed));
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
}

const SYLLABLES = ["ka", "to", "ri", "men", "sul", "va", "pe", "lo", "nir", "gu", "zo", "dek", "ha", "wim", "tas", "bo"];

function translated(words: string, seed: number): string {
  if (!/\p{L}{2}/u.test(words) || hash(words, seed) % 10 === 0) return words;
  return words.replace(/\p{L}{2,}/gu, (word) => {
    const h = hash(word.toLowerCase(), seed);
    let out = "";
    for (let i = 0; i < Math.max(1, Math.round(word.length / 2.4)); i++) out += SYLLABLES[(h >>> (i * 3)) % SYLLABLES.length];
    return /^\p{Lu}/u.test(word) ? out[0]!.toUpperCase() + out.slice(1) : out;
  });
}

function hash(text: string, seed: number): number {
  let h = 2166136261 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

/** Rotates and thins out everything that repeats: list items, rows, cards, menu entries. Never drops what `kept` holds. */
export function shuffle(seed: number, kept: Element[]): void {
  for (const parent of document.querySelectorAll("ul,ol,tbody,div,nav,section,[role]")) {
    const alike = [...parent.children].filter((c) => c.localName === parent.children[1]?.localName && c.className === parent.children[1]?.className);
    if (alike.length < 3) continue;
    const turn = 1 + (hash(parent.className + alike.length, seed) % (alike.length - 1));
    for (const child of alike.slice(0, turn)) parent.append(child);
    const drop = alike[hash(parent.localName + turn, seed) % alike.length]!;
    if (!kept.some((k) => drop.contains(k))) drop.remove();
  }
}

export { describe };
export { DISTORTIONS } from "./distort";
