/** `?shirube=KEY` in an address starts that guide, once; the address then looks as if it had not been there. */
const NAME = "shirube";

/** The server has read the address and delivers the guide whatever its rules say. */
export function startByLink(guide: string, begin: (guide: string) => void): void {
  const address = new URL(location.href);
  if (address.searchParams.get(NAME) !== guide) return;
  address.searchParams.delete(NAME);
  history.replaceState(history.state, "", address);
  setTimeout(() => begin(guide));
}
