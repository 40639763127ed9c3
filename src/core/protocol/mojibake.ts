/**
 * Text whose UTF-8 bytes were once read in another character set: `‚Äî` (Mac Roman) and `â€”`
 * (Windows-1252) both were `—`. Only sequences that decode to punctuation, symbols, Latin-1 letters
 * or emoji count, so that real words in French, German or Portuguese stay as they are.
 */
interface Repair {
  /** Columns in the line as it is, 0-based, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface RepairedLine {
  readonly text: string;
  readonly repairs: readonly Repair[];
}

/** Bytes 0x80–0xFF of Mac Roman. */
const MAC_ROMAN =
  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø" +
  "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/** Bytes 0x80–0x9F of Windows-1252; the rest of it is Latin-1. Unassigned bytes stand for themselves. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

const macBytes = new Map([...MAC_ROMAN].map((char, at) => [char, 0x80 + at]));
const windowsBytes = new Map([
  ...[...WINDOWS_1252].map((char, at) => [char, 0x80 + at] as const),
  ...Array.from({ length: 0x60 }, (_, at) => [String.fromCharCode(0xa0 + at), 0xa0 + at] as const),
]);

/** Every character that can begin a broken sequence: lead bytes C2, C3, E2, EF and F0 in both sets. */
const SUSPECT = /[¬√‚Ô\uF8FFÂÃâïð]/;

/** The line with broken sequences repaired, and where they stood. Linear. */
export function repairLine(line: string): RepairedLine {
  if (!SUSPECT.test(line)) return { text: line, repairs: [] };
  const repairs: Repair[] = [];
  let text = "";
  for (let at = 0; at < line.length;) {
    const char = line.charAt(at);
    const repair = SUSPECT.test(char)
      ? (decodeAt(line, at, macBytes) ?? decodeAt(line, at, windowsBytes))
      : undefined;
    if (repair) {
      repairs.push(repair);
      text += repair.text;
      at = repair.end;
    } else {
      text += char;
      at += 1;
    }
  }
  return { text, repairs };
}

function decodeAt(line: string, start: number, bytes: ReadonlyMap<string, number>): Repair | undefined {
  const lead = bytes.get(line.charAt(start));
  if (lead === undefined) return undefined;
  const length =
    lead === 0xc2 || lead === 0xc3 ? 2 : lead === 0xe2 || lead === 0xef ? 3 : lead === 0xf0 ? 4 : 0;
  if (length === 0) return undefined;
  let code = length === 2 ? lead & 0x1f : length === 3 ? lead & 0x0f : lead & 0x07;
  for (let at = start + 1; at < start + length; at += 1) {
    const byte = bytes.get(line.charAt(at));
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return undefined;
    code = (code << 6) | (byte & 0x3f);
  }
  return isPlausible(code) ? { start, end: start + length, text: String.fromCodePoint(code) } : undefined;
}

function isPlausible(code: number): boolean {
  return (
    (code >= 0xa0 && code <= 0xff) ||
    (code >= 0x2000 && code <= 0x2bff && code !== 0x2028 && code !== 0x2029) ||
    code === 0xfe0f ||
    code === 0xfe0e ||
    (code >= 0x1f000 && code <= 0x1faff)
  );
}
