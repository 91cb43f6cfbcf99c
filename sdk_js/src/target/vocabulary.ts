/** A sample of the page's words, to notice later that it speaks another language. */
import { wordsOf } from "./words";

const SPEAKING = "button,label,th,h1,h2,h3,a,legend,summary,[role=tab],[role=menuitem],[aria-label],[title]";
const READ_AT_MOST = 250;
const SAMPLE = 14;

/** Single words of buttons, labels, headings and links, in the order of the page. */
function spoken(page: Document): Set<string> {
  const words = new Set<string>();
  const elements = page.querySelectorAll(SPEAKING);
  const step = Math.max(1, elements.length / READ_AT_MOST);
  for (let i = 0; i < elements.length; i += step) {
    const element = elements[Math.floor(i)]!;
    const said = wordsOf(element, 40) || element.getAttribute("aria-label") || element.getAttribute("title") || "";
    for (const word of said.toLowerCase().match(/\p{L}{3,10}/gu) ?? []) words.add(word);
  }
  return words;
}

/** Some words spread over the page. */
export function vocabularyOf(page: Document): string[] {
  const words = [...spoken(page)];
  const step = Math.max(1, words.length / SAMPLE);
  const sample: string[] = [];
  for (let i = 0; i < words.length && sample.length < SAMPLE; i += step) sample.push(words[Math.floor(i)]!);
  return sample;
}

/** How much of a sample the page still says: 0 to 1. A sample of less than three words says nothing: 1. */
export function stillSaid(sample: string[], page: Document): number {
  if (sample.length < 3) return 1;
  const now = spoken(page);
  return sample.filter((w) => now.has(w)).length / sample.length;
}
