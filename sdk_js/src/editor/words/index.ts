/** The editor's words by language; a language it does not speak gets English. */
import { en, type Words } from "./en";
import { ja } from "./ja";

const LANGUAGES: Record<string, Words> = { en, ja };

export function wordsFor(language: string): Words {
  return LANGUAGES[language.toLowerCase().split("-")[0] ?? ""] ?? en;
}

export type { Words };
