/** A sample of the page's words, to notice later that it speaks another language. */
import { wordsOf } from "./words";

/** Tags that mostly speak, each asked for by name: the browser keeps these lists ready. */
const SPEAKING = ["button", "label", "a", "th", "h1", "h2", "h3", "legend", "summary", "li"];
const READ_OF_EACH = 24;
const SAMPLE = 14;

/** Single words of buttons, labels, headings and links. */
function spoken(page: Document): Set<string> {
  const words = new Set<string>();
  for (const tag of SPEAKING) {
    const elements = page.getElementsByTagName(tag);
    const step = Math.max(1, elements.length / READ_OF_EACH);
    for (let i = 0; i < elements.length; i += step) addWords(words, elements[Math.floor(i)]!);
  }
  return words;
}

function addWords(words: Set<string>, element: Element): void {
  const said = wordsOf(element, 40) || element.getAttribute("aria-label") || element.getAttribute("title") || "";
  for (const word of said.toLowerCase().match(/[a-z\x80-\uffff]{3,10}/g) ?? []) words.add(word);
}

/** Some words spread over the page. */
export function vocabularyOf(page: Document): string[] {
  const words = [...spoken(page)];
  const step = Math.max(1, words.length / SAMPLE);
  const sample: string[] = [];
  for (let i = 0; i < words.length && sample.length < SAMPLE; i += step) sample.push(words[Math.floor(i)]!);
  return sample;
}

/** How much of a sample the page still says: 0 to 1. A sample of less than six words says nothing: 1. */
export function stillSaid(sample: string[], page: Document): number {
  if (sample.length < 6) return 1;
  const now = spoken(page);
  return sample.filter((w) => now.has(w)).length / sample.length;
}
