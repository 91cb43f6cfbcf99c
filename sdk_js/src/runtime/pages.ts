/** Page patterns, by the same rule as `guides/pages.py` (both pass `tests/contract/pages.json`). */

/** Whether the address lies in the pattern; an empty pattern is every page. */
export function pageMatches(pattern: string, address: string): boolean {
  const { protocol, host, pathname, search, hash } = new URL(address);
  return pattern.split("|").some((part) => {
    part = part.trim();
    let subject = part.includes("://") ? protocol + "//" + host + pathname : pathname;
    if (part.includes("?")) subject += search;
    if (part.includes("#")) subject += hash;
    const rule = plain(part).replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
    return !pattern.trim() || (!!part && new RegExp(`^${rule}$`, "s").test(plain(subject)));
  });
}

/** Without percent signs and without a slash at the end. */
function plain(text: string): string {
  try {
    text = decodeURI(text);
  } catch {
    // not encoded by this rule: as it is
  }
  return text.length > 1 ? text.replace(/\/$/, "") : text;
}
