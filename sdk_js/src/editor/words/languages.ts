/** What a language is called in another; its tag where the browser does not know it. */
export function languageIn(speech: string, tag: string): string {
  try {
    return new Intl.DisplayNames([speech], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
