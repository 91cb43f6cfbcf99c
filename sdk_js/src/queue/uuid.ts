/** Ids that sort by time: UUIDv7. Milliseconds and 4096ths of them in one number, so that ids of one tab are always in order. */
let last = 0;

export function uuid7(): string {
  last = Math.max(last + 1, Date.now() * 4096);
  const time = last.toString(16).padStart(15, "0");
  const [a, b] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number];
  const random = ((a >>> 2) + 2 ** 31).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${time.slice(12)}-${random.slice(0, 4)}-${random.slice(4)}${(b + 2 ** 32).toString(16).slice(1)}`;
}
