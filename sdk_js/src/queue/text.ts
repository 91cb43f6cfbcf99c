/** An event as it is stored and sent. */

const EVENT_CHARACTERS = 30_000;

/** JSON that any parser takes: lone surrogates replaced, and no more than the collector accepts. */
export function textOf(event: object): string {
  const write = (value: object): string => JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? (part.toWellFormed?.() ?? part) : part));
  try {
    const text = write(event);
    if (text.length < EVENT_CHARACTERS) return text;
  } catch {
    // a cycle, or a value JSON has no form for
  }
  return write({ ...event, props: { unsendable: true } });
}
