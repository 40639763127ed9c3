/** Reads the length-prefixed fields of SSH's wire format (RFC 4251 §5). Never throws: past the end, every read is `undefined`. */
export interface WireReader {
  string(): Buffer | undefined;
  uint32(): number | undefined;
  byte(): number | undefined;
  /** A fixed number of bytes. */
  bytes(count: number): Buffer | undefined;
  /** Whether everything was read, and nothing past the end. */
  done(): boolean;
}

export function wireReader(blob: Buffer): WireReader {
  let at = 0;
  const bytes = (count: number) => {
    if (count > blob.length - at) {
      at = Number.POSITIVE_INFINITY;
      return undefined;
    }
    at += count;
    return blob.subarray(at - count, at);
  };
  const uint32 = () => bytes(4)?.readUInt32BE();
  return {
    bytes,
    uint32,
    byte: () => bytes(1)?.[0],
    string() {
      const length = uint32();
      return length === undefined ? undefined : bytes(length);
    },
    done: () => at === blob.length,
  };
}

/** A length-prefixed field. */
export function wireString(content: Buffer | string): Buffer {
  const body = Buffer.from(content);
  return Buffer.concat([wireUint32(body.length), body]);
}

export function wireUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * A non-negative multi-precision integer as exactly `size` bytes; `undefined` when it is negative, too
 * large, or written with needless zeros.
 */
export function unsignedInteger(mpint: Buffer, size: number): Buffer | undefined {
  const [first = 0, second = 0] = mpint;
  if (mpint.length > 0 && first >= 0x80) return undefined;
  if (first === 0 && mpint.length > 0 && second < 0x80) return undefined;
  const magnitude = first === 0 ? mpint.subarray(1) : mpint;
  if (magnitude.length > size) return undefined;
  return Buffer.concat([Buffer.alloc(size - magnitude.length), magnitude]);
}
