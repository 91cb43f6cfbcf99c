/** The player's own words on a step that the author gave none. */

/** `speech`: language of the snippet's own words. */
export function closeIn(speech: string): string {
  return speech.startsWith("ja") ? "閉じる" : "Close";
}
