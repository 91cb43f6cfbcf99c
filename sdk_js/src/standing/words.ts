/** Our own words on standing guides. */
const ENGLISH = { close: "Close", hint: "Hint", notice: "Notice", waiting: "% waiting" };
const JAPANESE: typeof ENGLISH = { close: "閉じる", hint: "ヒント", notice: "お知らせ", waiting: "未対応 %件" };

export function words(language: string): typeof ENGLISH {
  return language.startsWith("ja") ? JAPANESE : ENGLISH;
}
