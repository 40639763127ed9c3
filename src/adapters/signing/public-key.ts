import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import { unsignedInteger, wireReader, type WireReader } from "./wire.ts";

/** The kinds of key a signer may have. The `sk-` ones live on hardware that a person touches. */
export type KeyType =
  | "ssh-ed25519"
  | "ecdsa-sha2-nistp256"
  | "ssh-rsa"
  | "sk-ssh-ed25519@openssh.com"
  | "sk-ecdsa-sha2-nistp256@openssh.com";

export interface PublicKey {
  readonly type: KeyType;
  readonly key: KeyObject;
  /** The wire form: what `authorized_keys` lines hold in base64. */
  readonly blob: Buffer;
  /** `SHA256:…` as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** What a hardware key was made for; present for those only. */
  readonly application?: Buffer;
}

const RSA_BYTES = { least: 256, most: 1024 } as const;

/** Reads a public key; `undefined` for kinds that are not taken, and for anything malformed. Never throws. */
export function readPublicKey(blob: Buffer): PublicKey | undefined {
  const reader = wireReader(blob);
  const type = reader.string()?.toString("latin1") ?? "";
  const read = READERS.get(type as KeyType);
  const jwk = read?.(reader);
  const application = type.startsWith("sk-") ? reader.string() : undefined;
  if (jwk === undefined || !reader.done()) return undefined;
  try {
    return {
      type: type as KeyType,
      key: createPublicKey({ key: jwk, format: "jwk" }),
      blob,
      fingerprint: fingerprintOf(blob),
      ...(application === undefined ? {} : { application }),
    };
  } catch {
    return undefined;
  }
}

export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}

type Jwk = Record<string, string>;

const ed25519 = (reader: WireReader): Jwk | undefined => {
  const x = reader.string();
  return x?.length === 32 ? { kty: "OKP", crv: "Ed25519", x: x.toString("base64url") } : undefined;
};

const p256 = (reader: WireReader): Jwk | undefined => {
  const curve = reader.string()?.toString("latin1");
  const point = reader.string();
  if (curve !== "nistp256" || point?.length !== 65 || point[0] !== 4) return undefined;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  return { kty: "EC", crv: "P-256", x: x.toString("base64url"), y: y.toString("base64url") };
};

const rsa = (reader: WireReader): Jwk | undefined => {
  const e = reader.string();
  const n = reader.string();
  if (e === undefined || n === undefined || e.length > 8) return undefined;
  const size = n[0] === 0 ? n.length - 1 : n.length;
  if (size < RSA_BYTES.least || size > RSA_BYTES.most) return undefined;
  const modulus = unsignedInteger(n, size);
  const exponent = unsignedInteger(e, 8);
  if (modulus === undefined || exponent === undefined) return undefined;
  const short = exponent.subarray(exponent.findIndex((byte) => byte !== 0));
  return { kty: "RSA", n: modulus.toString("base64url"), e: short.toString("base64url") };
};

const READERS: ReadonlyMap<KeyType, (reader: WireReader) => Jwk | undefined> = new Map([
  ["ssh-ed25519", ed25519],
  ["ecdsa-sha2-nistp256", p256],
  ["ssh-rsa", rsa],
  ["sk-ssh-ed25519@openssh.com", ed25519],
  ["sk-ecdsa-sha2-nistp256@openssh.com", p256],
]);

/** What the hardware says about the moment it signed. */
export interface Presence {
  /** Somebody touched it. */
  readonly touched: boolean;
  /** Somebody proved to be its owner: PIN, fingerprint. */
  readonly verified: boolean;
  readonly counter: number;
}

/** Whether a wire-format signature over `message` is this key's, with the presence a hardware key attests. */
export function checkSignature(
  { type, key, application }: PublicKey,
  signature: Buffer,
  message: Buffer,
): { readonly holds: boolean; readonly presence?: Presence } {
  const no = { holds: false };
  const reader = wireReader(signature);
  const algorithm = reader.string()?.toString("latin1");
  const value = reader.string();
  if (algorithm === undefined || value === undefined) return no;
  if (application === undefined) {
    if (!reader.done()) return no;
    if (type === "ssh-rsa") {
      const hash = RSA_HASHES.get(algorithm);
      return { holds: hash !== undefined && verifies(hash, message, key, value) };
    }
    return { holds: algorithm === type && verifiesCurve(type, message, key, value) };
  }
  const flags = reader.byte();
  const counter = reader.uint32();
  if (algorithm !== type || flags === undefined || counter === undefined || !reader.done()) return no;
  // What the hardware signs: the application's hash, flags and counter, the message's hash.
  const signed = Buffer.concat([digest(application), signature.subarray(-5), digest(message)]);
  if (!verifiesCurve(type, signed, key, value)) return no;
  return { holds: true, presence: { touched: (flags & 1) !== 0, verified: (flags & 4) !== 0, counter } };
}

const RSA_HASHES: ReadonlyMap<string, string> = new Map([
  ["rsa-sha2-512", "sha512"],
  ["rsa-sha2-256", "sha256"],
]);

function verifiesCurve(type: KeyType, message: Buffer, key: KeyObject, value: Buffer): boolean {
  if (type.includes("ed25519")) return value.length === 64 && verifies(null, message, key, value);
  const reader = wireReader(value);
  const [r, s] = [reader.string(), reader.string()].map((part) => part && unsignedInteger(part, 32));
  if (r === undefined || s === undefined || !reader.done()) return false;
  return verifies("sha256", message, key, Buffer.concat([r, s]));
}

function verifies(hash: string | null, message: Buffer, key: KeyObject, value: Buffer): boolean {
  try {
    return verify(hash, message, { key, dsaEncoding: "ieee-p1363" }, value);
  } catch {
    return false;
  }
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
