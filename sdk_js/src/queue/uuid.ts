/** Ids that sort by time: UUIDv7, in order also within one millisecond of one tab. */
let last = 0;
let count = 0;

export function uuid7(): string {
  const now = Math.max(last, Date.now());
  count = now === last ? count + 1 : 0;
  if (count > 0xfff) return (last++, (count = -1), uuid7());
  last = now;
  const time = now.toString(16).padStart(12, "0");
  const [a, b] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number];
  const random = ((a | 0x80000000) & 0xbfffffff) >>> 0;
  const tail = random.toString(16) + b.toString(16).padStart(8, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, "0")}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
