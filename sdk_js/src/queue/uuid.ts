/** Ids that sort by time: UUIDv7. Milliseconds and 4096ths of them in one number, so that ids of one tab are always in order. */
let last = 0;

export function uuid7(): string {
  last = Math.max(last + 1, Date.now() * 4096);
  const random = (crypto.getRandomValues(new BigUint64Array(1))[0]! >> 2n) + 2n ** 63n;
  return (last.toString(16).padStart(15, "0") + random.toString(16)).replace(/(.{8})(.{4})(...)(.{4})/, "$1-$2-7$3-$4-");
}
