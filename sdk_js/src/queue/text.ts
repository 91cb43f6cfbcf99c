/** Events as texts that any collector can read. */
import { size } from "./worth";

/** The collector takes 32 KiB an event. */
const MOST_BYTES = 32_000;

/** The event without its props when it is too large. */
export function sendable(text: string): string {
  const whole = wellFormed(text);
  return size(whole) > MOST_BYTES ? JSON.stringify({ ...(JSON.parse(whole) as object), props: { unsendable: true } }) : whole;
}

/** Half a surrogate pair, which `JSON.stringify` writes as an escape, is no character: parsers refuse it. */
function wellFormed(text: string): string {
  return text.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f]../g, "$1\ufffd");
}
