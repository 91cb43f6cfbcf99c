/** The page a step belongs to, guessed from where the author is: the path, with ids as `*`. */

const NUMBER = /^\d+$/;
const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const PREFIXED = /^[a-z]{2,10}[-_]?\d{2,}$/i;

/** Whether a part of a path names one record rather than a kind of page. */
export function looksLikeId(part: string): boolean {
  if (NUMBER.test(part) || UUID.test(part) || PREFIXED.test(part)) return true;
  const long = part.length >= 12 && /^[\w-]+$/.test(part) && !/[-_]/.test(part);
  const hex = part.length >= 8 && /^[0-9a-f]+$/i.test(part);
  return /\d/.test(part) && (hex || (long && /[a-z]/i.test(part)));
}

/** A page pattern for this address; routers that live behind the hash are understood. */
export function pagePattern(address: { pathname: string; hash: string }): string {
  const routed = /^#!?\//.test(address.hash) ? address.hash.split("?")[0]! : "";
  return starred(address.pathname) + starred(routed);
}

function starred(path: string): string {
  return path.split("/").map((part) => (looksLikeId(part) ? "*" : part)).join("/");
}

/** Whether an address lies in a pattern: the rule of `guides/pages.py`. */
export function pageMatches(pattern: string, url: string): boolean {
  const parts = pattern.split("|").map((part) => part.trim()).filter(Boolean);
  return !parts.length || parts.some((part) => oneMatches(part, new URL(url)));
}

function oneMatches(pattern: string, { origin, pathname, search, hash }: URL): boolean {
  const path = pathname + (pattern.includes("?") ? search : "") + (pattern.includes("#") ? hash : "");
  const subject = pattern.includes("://") ? origin + path : path;
  const source = bare(pattern).split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&")).join(".*");
  return new RegExp(`^${source}$`, "s").test(bare(subject));
}

const bare = (text: string): string => (text.length > 1 && text.endsWith("/") ? text.slice(0, -1) : text);
