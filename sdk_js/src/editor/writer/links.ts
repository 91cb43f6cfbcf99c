/** Which addresses may be written, by the rules of `guides/links.py`, and what to write instead of the others. */

export type LinkProblem = "empty" | "scheme" | "protocolRelative" | "characters" | "notForMedia";

/** What is wrong with the address, or null. `media`: it is to be loaded, not opened. */
export function linkProblem(address: string, media = false): LinkProblem | null {
  const text = address.trim();
  if (!text) return "empty";
  // Browsers drop these before they read the scheme ("java\tscript:").
  if (/[\x00-\x20\x7f\\]/.test(text)) return "characters";
  if (text.startsWith("//")) return "protocolRelative";
  if (/^[/#?]/.test(text)) return media && !text.startsWith("/") ? "notForMedia" : null;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") return null;
  if (scheme === "mailto" || scheme === "tel") return media ? "notForMedia" : null;
  return "scheme";
}

/** "example.com/help" as people type it. */
export function completed(address: string): string {
  const text = address.trim();
  return /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(text) && !/^[\w.-]+@/.test(text) ? `https://${text}` : text;
}
