/** Our own words in checklists and resource centres. */
const ENGLISH = {
  close: "Close",
  back: "Back",
  done: "done",
  progress: "%1 of %2 done",
  locked: "after the task before",
  allDone: "All done!",
  allDoneText: "You have finished everything on this list.",
  hide: "Do not show this list again",
  ticked: "Done: %1",
  search: "Search",
  guides: "Guides",
  articles: "Articles",
  checklists: "To do",
  news: "What's new",
  links: "Links",
  help: "Ask for help",
  nothing: "Nothing found for “%1”.",
  unread: "new",
  found: "%1 found",
  question: "What do you need help with?",
  with: "We also send which page you are on and which guides you tried.",
  send: "Send",
  sent: "Thank you. Somebody will get back to you.",
  center: "Help",
};
export type Words = typeof ENGLISH;
const JAPANESE: Words = {
  close: "閉じる",
  back: "戻る",
  done: "完了",
  progress: "%2件中%1件完了",
  locked: "前のタスクが終わると選べます",
  allDone: "すべて完了しました！",
  allDoneText: "このリストの項目をすべて終えました。",
  hide: "このリストを今後表示しない",
  ticked: "完了：%1",
  search: "検索",
  guides: "ガイド",
  articles: "記事",
  checklists: "やること",
  news: "お知らせ",
  links: "リンク",
  help: "助けを求める",
  nothing: "「%1」は見つかりませんでした。",
  unread: "新着",
  found: "%1件見つかりました",
  question: "どのようなことでお困りですか？",
  with: "開いているページと、試したガイドもあわせて送信します。",
  send: "送信",
  sent: "ありがとうございます。担当者からご連絡します。",
  center: "ヘルプ",
};

export function wordsIn(language: string): Words {
  return language.startsWith("ja") ? JAPANESE : ENGLISH;
}

export function filled(text: string, ...values: (string | number)[]): string {
  return text.replace(/%(\d)/g, (_, number: string) => String(values[Number(number) - 1]));
}
