import { readPublicKey, type PublicKey } from "./public-key.ts";

/** One line of an `allowed_signers` file: who a key belongs to, and for what and when it counts. */
export interface AllowedSigner {
  readonly principals: readonly string[];
  readonly key: PublicKey;
  readonly namespaces: readonly string[];
  /** Milliseconds since 1970; from then on, until before then. */
  readonly validAfter?: number;
  readonly validBefore?: number;
  readonly line: number;
}

/** A line that does not count, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly reason: string;
}

export interface AllowedSigners {
  readonly signers: readonly AllowedSigner[];
  readonly refused: readonly RefusedLine[];
}

const LIMITS = { lines: 2000, lineLength: 16_384 } as const;

/**
 * Reads OpenSSH's `allowed_signers` (ssh-keygen(1), "ALLOWED SIGNERS"), refusing what is too generous
 * to approve with: patterns (`*`, `?`, `!`) as principals or namespaces, a missing `namespaces=`,
 * certificate authorities, options it does not know. Never throws.
 */
export function readAllowedSigners(text: string): AllowedSigners {
  const signers: AllowedSigner[] = [];
  const refused: RefusedLine[] = [];
  for (const [at, raw] of text
    .replace(/^\ufeff/, "")
    .split("\n", LIMITS.lines)
    .entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const read = line.length > LIMITS.lineLength ? "the line is too long" : readLine(line, at + 1);
    if (typeof read === "string") refused.push({ line: at + 1, reason: read });
    else signers.push(read);
  }
  return { signers, refused };
}

/** Who a key belongs to for a purpose at a moment; or why nobody's signature with it counts. */
export function signerOf(
  { signers }: AllowedSigners,
  key: PublicKey,
  namespace: string,
  now: Date,
):
  | { readonly is: "known"; readonly signer: AllowedSigner }
  | { readonly is: "unknown"; readonly reason: string } {
  const lines = signers.filter((signer) => signer.key.blob.equals(key.blob));
  if (lines.length === 0)
    return { is: "unknown", reason: `the key ${key.fingerprint} is not an allowed signer's` };
  const meant = lines.filter(({ namespaces }) => namespaces.includes(namespace));
  if (meant.length === 0) return { is: "unknown", reason: "the key may not sign approvals (namespaces)" };
  const at = now.getTime();
  const signer = meant.find(
    ({ validAfter = -Infinity, validBefore = Infinity }) => validAfter <= at && at < validBefore,
  );
  return signer === undefined
    ? { is: "unknown", reason: `the key of ${meant[0]!.principals.join(", ")} is expired or not valid yet` }
    : { is: "known", signer };
}

function readLine(line: string, number: number): AllowedSigner | string {
  const fields = fieldsOf(line);
  if (fields === undefined) return "a quote is not closed";
  const [who, ...rest] = fields;
  const principals = unquoted(who!).split(",");
  if (principals.some((name) => name === "")) return "a principal is empty";
  if (principals.some(isPattern)) return "patterns are not taken as principals";
  // Options are there when the second field is no kind of key.
  const options = isKeyType(rest[0]) ? "" : rest.shift();
  const [type, base64] = rest;
  if (options === undefined || !isKeyType(type) || base64 === undefined) return "no key of a known kind";
  const blob = Buffer.from(base64, "base64");
  const key = blob.toString("base64") === base64 ? readPublicKey(blob) : undefined;
  if (key === undefined || key.type !== type) return "the key cannot be read";
  const said = readOptions(options);
  if (typeof said === "string") return said;
  return { principals, key, ...said, line: number };
}

type Options = Pick<AllowedSigner, "namespaces" | "validAfter" | "validBefore">;

function readOptions(text: string): Options | string {
  let namespaces: readonly string[] | undefined;
  const times = new Map<string, number>();
  for (const option of splitOutsideQuotes(text, ",")) {
    const [, name = "", value] = /^([a-z-]+)(?:=(.*))?$/is.exec(option) ?? [];
    const key = name.toLowerCase();
    const said = value === undefined ? undefined : unquoted(value);
    if (key === "namespaces" && said && namespaces === undefined) {
      namespaces = said.split(",");
      if (namespaces.some(isPattern)) return "patterns are not taken as namespaces";
    } else if ((key === "valid-after" || key === "valid-before") && said && !times.has(key)) {
      const time = readTime(said);
      if (time === undefined) return `${key} is no time: ${said.slice(0, 40)}`;
      times.set(key, time);
    } else if (key === "cert-authority") {
      return "certificate authorities are not taken";
    } else if (option !== "") {
      return `the option ${option.slice(0, 40)} is not taken`;
    }
  }
  if (namespaces === undefined) return "namespaces= is missing: the key could be used for anything";
  const [validAfter, validBefore] = [times.get("valid-after"), times.get("valid-before")];
  return {
    namespaces,
    ...(validAfter === undefined ? {} : { validAfter }),
    ...(validBefore === undefined ? {} : { validBefore }),
  };
}

/** `YYYYMMDD[HHMM[SS]][Z]`. Without the Z, OpenSSH means local time; here it is always UTC, so that every machine judges alike. */
function readTime(text: string): number | undefined {
  const [, year, month, day, hour = "00", minute = "00", second = "00"] =
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?Z?$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = Date.parse(iso);
  return Number.isNaN(time) || new Date(time).toISOString() !== iso ? undefined : time;
}

/** The whitespace-separated fields, quotes kept together; `undefined` when a quote stays open. */
function fieldsOf(line: string): string[] | undefined {
  if ((line.match(/"/g)?.length ?? 0) % 2 === 1) return undefined;
  return splitOutsideQuotes(line.replaceAll("\t", " "), " ").filter((field) => field !== "");
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [""];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
}

function isPattern(text: string): boolean {
  return /[*?!]/.test(text);
}

function isKeyType(text: string | undefined): boolean {
  return text !== undefined && /^(?:sk-)?(?:ssh|ecdsa)-[a-z0-9-]+(?:@openssh\.com)?$/.test(text);
}
