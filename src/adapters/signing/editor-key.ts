import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { composeSshsig, signedBytes } from "./sshsig.ts";
import { wireString } from "./wire.ts";

/** An Ed25519 key the editor keeps in its secret storage: as text to keep, and as the line to publish. */
export interface EditorKey {
  /** PKCS #8 in PEM: a secret. */
  readonly secret: string;
  /** `ssh-ed25519 AAAA…`, for `allowed_signers`. */
  readonly publicLine: string;
}

export function makeEditorKey(): EditorKey {
  const { privateKey } = generateKeyPairSync("ed25519");
  const secret = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  return { secret, publicLine: `${TYPE} ${wirePublicKey(privateKey).toString("base64")}` };
}

/** The key of a kept secret; `undefined` where it is none. */
export function editorKeyOf(secret: string): EditorKey | undefined {
  try {
    const key = createPrivateKey(secret);
    if (key.asymmetricKeyType !== "ed25519") return undefined;
    return { secret, publicLine: `${TYPE} ${wirePublicKey(key).toString("base64")}` };
  } catch {
    return undefined;
  }
}

/** Signs a message as `ssh-keygen -Y sign` would. Throws when the secret is no Ed25519 key. */
export function signWithEditorKey(secret: string, namespace: string, message: string): string {
  const key = createPrivateKey(secret);
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("not an Ed25519 key");
  const value = sign(null, signedBytes(namespace, "sha512", message), key);
  const signature = Buffer.concat([wireString(TYPE), wireString(value)]);
  return composeSshsig(wirePublicKey(key), namespace, "sha512", signature);
}

const TYPE = "ssh-ed25519";
/** An Ed25519 SubjectPublicKeyInfo ends with the key itself. */
const RAW_BYTES = 32;

function wirePublicKey(key: KeyObject): Buffer {
  const raw = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-RAW_BYTES);
  return Buffer.concat([wireString(TYPE), wireString(raw)]);
}
