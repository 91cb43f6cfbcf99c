/** A sample of the page's words, to notice later that it speaks another language. */
import { tidy, wordsOf } from "./words";

const SPEAKING = "button,label,th,h1,h2,h3,a,[role=tab],[role=menuitem],legend";
const READ_AT_MOST = 250;

function spoken(page: Document): Set<string> {
  const words = new Set<string>();
  const elements = page.querySelectorAll(SPEAKING);
  for (let i = 0; i < elements.length && i < READ_AT_MOST; i++) {
    const said = wordsOf(elements[i]!, 24) || tidy(elements[i]!.getAttribute("aria-label") ?? "");
    if (/\p{L}{3}/u.test(said) && said.length < 24) words.add(said);
  }
  return words;
}

/** Ten short texts spread over the page. */
export function vocabularyOf(page: Document): string[] {
  const words = [...spoken(page)];
  const step = Math.max(1, words.length / 10);
  const sample: string[] = [];
  for (let i = 0; i < words.length && sample.length < 10; i += step) sample.push(words[Math.floor(i)]!);
  return sample;
}

/** How much of a sample the page still says: 0 to 1. An empty sample says 1. */
export function stillSaid(sample: string[], page: Document): number {
  if (!sample.length) return 1;
  const now = spoken(page);
  return sample.filter((w) => now.has(w)).length / sample.length;
}
