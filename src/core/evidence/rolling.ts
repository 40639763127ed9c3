/** Odd multipliers of the two 32-bit polynomial hashes that run beside each other. */
const FIRST = 0x01000193;
const SECOND = 0x5bd1e995;

/** The rolling hash of `hashes[start, end)`, as 16 hexadecimal digits. */
export function rollingHash(hashes: Int32Array, start: number, end: number): string {
  let a = 0;
  let b = 0;
  for (let at = start; at < end; at++) {
    const word = hashes[at] ?? 0;
    a = (Math.imul(a, FIRST) + word) | 0;
    b = (Math.imul(b, SECOND) + word) | 0;
  }
  return hex(a) + hex(b);
}

/** Every position at which `length` words have that rolling hash (Rabin-Karp). Linear; candidates, not proofs. */
export function rollingMatches(hashes: Int32Array, length: number, rolling: string): number[] {
  if (length < 1 || length > hashes.length) return [];
  const wantedA = Number.parseInt(rolling.slice(0, 8), 16) | 0;
  const wantedB = Number.parseInt(rolling.slice(8), 16) | 0;
  const leavingA = power(FIRST, length - 1);
  const leavingB = power(SECOND, length - 1);
  const found: number[] = [];
  let a = 0;
  let b = 0;
  for (let at = 0; at < hashes.length; at++) {
    if (at >= length) {
      const leaving = hashes[at - length] ?? 0;
      a = (a - Math.imul(leaving, leavingA)) | 0;
      b = (b - Math.imul(leaving, leavingB)) | 0;
    }
    const word = hashes[at] ?? 0;
    a = (Math.imul(a, FIRST) + word) | 0;
    b = (Math.imul(b, SECOND) + word) | 0;
    if (at >= length - 1 && a === wantedA && b === wantedB) found.push(at - length + 1);
  }
  return found;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let at = 0; at < exponent; at++) result = Math.imul(result, base);
  return result;
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, "0");
}
