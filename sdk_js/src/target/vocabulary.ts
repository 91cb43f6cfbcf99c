/** A sample of the page's words, to notice later that it speaks another language. */
import { tidy, wordsOf } from "./words";

/** Tags that mostly speak, each asked for by name: the browser is quick at one simple selector, slow at a live list. */
const SPEAKING = ["button", "label", "a", "th", "h1", "h2", "h3", "legend", "summary", "li"];
const READ_OF_EACH = 24;
const SAMPLE = 14;
const FEWEST = 6;

/** Single words of buttons, labels, headings and links. */
export function spoken(page: Document): Set<string> {
  const words = new Set<string>();
  for (const tag of SPEAKING) {
    const elements = page.querySelectorAll(tag);
    const step = Math.max(1, elements.length / READ_OF_EACH);
    for (let i = 0; i < elements.length; i += step) addWords(words, elements[Math.floor(i)]!);
  }
  return words;
}

function addWords(words: Set<string>, element: Element): void {
  const said = wordsOf(element, 40) || element.getAttribute("aria-label") || element.getAttribute("title") || "";
  for (const word of said.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []) words.add(word.slice(0, 12));
}

/** Some words of a page, spread over it. */
export function sampleOf(spoken: Set<string>): string[] {
  const words = [...spoken].filter(telling);
  const step = Math.max(1, words.length / SAMPLE);
  const sample: string[] = [];
  for (let i = 0; i < words.length && sample.length < SAMPLE; i += step) sample.push(words[Math.floor(i)]!);
  return sample;
}

const telling = (word: string): boolean => word.length > 2 || /[^a-z]/.test(word);

/** How much of a sample is still said: 0 to 1. A sample of less than six words says nothing: 1. */
export function stillSaid(sample: string[], spoken: Set<string>): number {
  return sample.length < FEWEST ? 1 : sample.filter((w) => spoken.has(w)).length / sample.length;
}

const NEARLY_ALL = 0.9;

/**
 * Whether nearly all longer words of a sample stand in the page's text: then it speaks the same language, and nothing else
 * need be read. Ends of words are not asked for, because in the text what stands side by side runs together.
 */
export function plainlySaid(sample: string[], text: string): boolean {
  const telling = sample.filter((word) => word.length > 3);
  if (telling.length < FEWEST) return false;
  const said = text.toLowerCase();
  return telling.filter((word) => said.includes(word)).length >= NEARLY_ALL * telling.length;
}

/** What the page calls itself. */
export const pageName = (page: Document): string => tidy(page.title || wordsOf(page.querySelector("h1") ?? page.createElement("h1"))).slice(0, 50);
