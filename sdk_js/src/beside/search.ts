/** Finding articles, guides and news by words. Languages without spaces work too: every word may be part of a longer one. */
import type { Block } from "../steps/contract";

export interface Findable {
  title: string;
  keywords?: string[];
  /** Plain words of its content. */
  text: string;
  /** Belongs to the page the person is on. */
  here: boolean;
}

const TITLE = 8;
const START = 4;
const KEYWORD = 5;
const TEXT = 1;
const HERE = 2;

/** Those in which every word of the query occurs, the best first; all of them, those of this page first, for no query. */
export function search<F extends Findable>(entries: F[], query: string): F[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const scored = entries.map((entry) => [entry, score(entry, words)] as const).filter(([, points]) => points > 0 || !words.length);
  return scored.sort(([a, x], [b, y]) => y - x || Number(b.here) - Number(a.here)).map(([entry]) => entry);
}

function score({ title, keywords = [], text, here }: Findable, words: string[]): number {
  let sum = 0;
  for (const word of words) {
    const head = plain(title);
    const points =
      (head.includes(word) ? TITLE : 0) +
      (head.startsWith(word) ? START : 0) +
      (keywords.some((keyword) => plain(keyword).includes(word)) ? KEYWORD : 0) +
      (plain(text).includes(word) ? TEXT : 0);
    if (!points) return 0;
    sum += points;
  }
  return sum + (here ? HERE : 0);
}

/** Widths, cases and accents do not matter. Marks of Japanese voiced sounds do: they make other letters. */
function plain(words: string): string {
  return words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase();
}

/** The words of content, without marks. */
export function wordsOf(blocks: Block[]): string {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === "object" && node) {
      const { text, items, columns } = node as Record<string, unknown>;
      if (typeof text === "string") found.push(text);
      for (const inner of [typeof text === "string" ? null : text, items, columns]) visit(inner);
    } else if (typeof node === "string") found.push(node);
  };
  visit(blocks);
  return found.join(" ");
}
