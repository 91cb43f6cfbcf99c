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
