import type { Path } from "#core";

const FIRST_LONE = 0xdc80;

/** A path from the bytes git gives. Bytes that are no UTF-8 become lone surrogates U+DC80–U+DCFF (PEP 383). */
export function pathFromBytes(bytes: Buffer): Path {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd") || Buffer.from(text, "utf8").equals(bytes)) return text;
  let path = "";
  for (let at = 0; at < bytes.length;) {
    const length = utf8Length(bytes, at);
    if (length === 0) path += String.fromCharCode(FIRST_LONE + bytes[at++]! - 0x80);
    else {
      path += bytes.toString("utf8", at, at + length);
      at += length;
    }
  }
  return path;
}

/** The bytes of a path, as git and the disk know it: the inverse of `pathFromBytes`. */
export function bytesFromPath(path: Path): Buffer {
  if (!hasLoneBytes(path)) return Buffer.from(path, "utf8");
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.codePointAt(0)!;
    parts.push(isLoneByte(code) ? Buffer.of(code - FIRST_LONE + 0x80) : Buffer.from(character, "utf8"));
  }
  return Buffer.concat(parts);
}

/** What to open on disk for a file of the folder `root`: bytes where the name is no UTF-8, otherwise a string. */
export function onDisk(root: string, path: Path): string | Buffer {
  return hasLoneBytes(path)
    ? Buffer.concat([Buffer.from(`${root}/`, "utf8"), bytesFromPath(path)])
    : `${root}/${path}`;
}

function hasLoneBytes(path: Path): boolean {
  return /[\udc80-\udcff]/u.test(path);
}

function isLoneByte(code: number): boolean {
  return code >= FIRST_LONE && code <= 0xdcff;
}

/** How many bytes from `at` make one well-formed UTF-8 character; 0 when none does. */
function utf8Length(bytes: Buffer, at: number): number {
  const lead = bytes[at]!;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  return bytes.toString("utf8", at, at + length).includes("\ufffd") && !isReplacement(bytes, at) ? 0 : length;
}

/** Whether U+FFFD itself is written at `at`. */
function isReplacement(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
}
