/** The snippet's own words; everything else is written by authors. */
export function wordsIn(language: string): [next: string, done: string, close: string] {
  return language.startsWith("ja") ? ["次へ", "完了", "閉じる"] : ["Next", "Done", "Close"];
}
