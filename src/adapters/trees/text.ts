import { TEXT_LIMIT } from "#ports";

/**
 * The text in a file's bytes, as `Tree.read` promises it: without byte order mark, UTF-16 decoded where it
 * is marked, U+FFFD for what is not UTF-8; `undefined` for binary and oversized files.
 */
export function textFrom(bytes: Buffer): string | undefined {
  if (bytes.length > TEXT_LIMIT) return undefined;
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  if (encoding === "utf-8" && bytes.subarray(0, 8000).includes(0)) return undefined;
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding !== "utf-8" && text.slice(0, 8000).includes("\0") ? undefined : text;
}
