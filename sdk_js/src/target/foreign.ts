/** Words held against words of another language: meaning, what is not translated, cognates, length. */
import { lengthFits, width } from "./controls";
import type { Features } from "./features";
import { meaningsOf } from "./meanings";

/** Adds what an element's name in another language tells; `foreign`: 0 to 1, how surely it is another one. */
export function compareAcross(f: Features, expected: string, actual: string, foreign: number): void {
  const was = meaningsOf(expected);
  const is = meaningsOf(actual);
  const common = was.filter((m) => is.includes(m)).length;
  f["meaning"] = foreign * (common ? common / Math.min(was.length, is.length) : 0);
  f["meaning differs"] = was.length && is.length && !common ? foreign : 0;
  f["untranslated"] = foreign * kept(expected, actual);
  const fits = lengthFits(width(expected), width(actual));
  f["length fits"] = fits > 0 ? foreign : 0;
  f["length far"] = fits < 0 ? foreign : 0;
}

/** Share of the tokens of the one with fewer that the other has too: product names, shortcuts, file types. */
function kept(a: string, b: string): number {
  const was = tokensOf(a);
  const is = tokensOf(b);
  const common = was.filter((t) => is.includes(t)).length;
  return common ? common / Math.min(was.length, is.length) : 0;
}

/** Latin words, numbers and keys such as "ctrl+s", lower case. */
export const tokensOf = (words: string): string[] => [...new Set(words.toLowerCase().match(/[a-z\d#+]+/g))];

/** What words around an element mean, whatever their language. */
export const marksAcross = (words: string): string[] => meaningsOf(words).map((m) => "means " + m);

/** The words of a name, plurals as singulars; where another language is spoken, also what they mean. */
export function wordsOfName(name: string, foreign: boolean): string[] {
  const words = (name.toLowerCase().match(/[\p{L}\d#+]+/gu) ?? []).map((w) => (w.length > 3 ? w.replace(/s$/, "") : w));
  return [...new Set(foreign ? [...words, ...tokensOf(name), ...marksAcross(name)] : words)];
}
