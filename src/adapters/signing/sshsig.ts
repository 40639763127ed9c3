import { createHash } from "node:crypto";
import { checkSignature, readPublicKey, type Presence, type PublicKey } from "./public-key.ts";
import { wireReader, wireString, wireUint32 } from "./wire.ts";

/** The only namespace approvals are signed in: a signature made for anything else is none. */
export const APPROVAL_NAMESPACE = "lockstep-approval@v1";

const MAGIC = Buffer.from("SSHSIG");
const VERSION = 1;
const HASHES: ReadonlySet<string> = new Set(["sha256", "sha512"]);
const LONGEST = 16_384;

/** What an SSH signature (PROTOCOL.sshsig) says and whether it holds; not yet whether its key may sign. */
export type CheckedSignature =
  | { readonly is: "made"; readonly by: PublicKey; readonly presence?: Presence }
  | { readonly is: "invalid"; readonly reason: string };

/**
 * Checks a signature in base64 without armor over a message. Never throws. Stricter than `ssh-keygen`:
 * nothing may follow the signature, and the reserved field has to be empty.
 */
export function checkSshsig(base64: string, namespace: string, message: Buffer | string): CheckedSignature {
  const blob = Buffer.from(base64.slice(0, LONGEST), "base64");
  if (blob.toString("base64") !== base64) return invalid("not base64, or too long");
  const reader = wireReader(blob);
  if (!reader.bytes(MAGIC.length)?.equals(MAGIC)) return invalid("not an SSH signature");
  if (reader.uint32() !== VERSION) return invalid("an unknown version of SSH signature");
  const [keyBlob, space, reserved, hash, signature] = [
    reader.string(),
    reader.string(),
    reader.string(),
    reader.string(),
    reader.string(),
  ];
  if (!keyBlob || !space || !reserved || !hash || !signature || !reader.done()) {
    return invalid("a damaged SSH signature");
  }
  if (!space.equals(Buffer.from(namespace))) return invalid("signed for another purpose (namespace)");
  const algorithm = hash.toString("latin1");
  if (!HASHES.has(algorithm) || reserved.length > 0) return invalid("an unknown kind of SSH signature");
  const by = readPublicKey(keyBlob);
  if (by === undefined) return invalid("a kind of key that is not taken");
  const { holds, presence } = checkSignature(by, signature, signedBytes(namespace, algorithm, message));
  if (!holds) return invalid("the signature does not belong to this record");
  return { is: "made", by, ...(presence === undefined ? {} : { presence }) };
}

/** The bytes a key signs: PROTOCOL.sshsig, "Signed Data". */
export function signedBytes(namespace: string, hash: string, message: Buffer | string): Buffer {
  const digest = createHash(hash).update(message).digest();
  return Buffer.concat([MAGIC, ...[namespace, "", hash, digest].map(wireString)]);
}

/** An SSH signature of its parts, in base64 without armor. */
export function composeSshsig(publicKey: Buffer, namespace: string, hash: string, signature: Buffer): string {
  const fields = [publicKey, namespace, "", hash, signature].map(wireString);
  return Buffer.concat([MAGIC, wireUint32(VERSION), ...fields]).toString("base64");
}

const BEGIN = "-----BEGIN SSH SIGNATURE-----";
const END = "-----END SSH SIGNATURE-----";

/** The form `ssh-keygen -Y verify` reads. */
export function armored(base64: string): string {
  return `${BEGIN}\n${base64.replaceAll(/.{70}(?!$)/g, "$&\n")}\n${END}\n`;
}

/** The base64 inside what `ssh-keygen -Y sign` writes; `undefined` when it is something else. */
export function unarmored(text: string): string | undefined {
  const lines = text.trim().split(/\r?\n/);
  if (lines[0] !== BEGIN || lines.at(-1) !== END) return undefined;
  return lines.slice(1, -1).join("");
}

function invalid(reason: string): CheckedSignature {
  return { is: "invalid", reason };
}
