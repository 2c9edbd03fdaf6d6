/** The same number for the same arguments in every run, below `limit` (the finaliser of MurmurHash3). */
export function pick(nth: number, salt: number, limit: number): number {
  let hash = Math.imul(nth + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % limit;
}
