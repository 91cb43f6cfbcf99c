/** The snippet's own words; everything else is written by authors. */
const ENGLISH = { next: "Next", done: "Done", close: "Close" };
const JAPANESE: typeof ENGLISH = { next: "次へ", done: "完了", close: "閉じる" };

export function wordsIn(language: string): typeof ENGLISH {
  return language.startsWith("ja") ? JAPANESE : ENGLISH;
}
