import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { composeSshsig, signedBytes } from "../../../src/adapters/signing/sshsig.ts";
import { wireString, wireUint32 } from "../../../src/adapters/signing/wire.ts";

/** A hardware key played in software: the same bytes a FIDO token gives, with flags of our choosing. */
export interface PlayedToken {
  readonly blob: Buffer;
  readonly publicLine: string;
  sign(namespace: string, message: string, flags: number): string;
}

const APPLICATION = "ssh:";

export function playToken(kind: "ed25519" | "ecdsa"): PlayedToken {
  const { publicKey, privateKey } =
    kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const type = kind === "ed25519" ? "sk-ssh-ed25519@openssh.com" : "sk-ecdsa-sha2-nistp256@openssh.com";
  const spki = publicKey.export({ format: "der", type: "spki" });
  const own =
    kind === "ed25519"
      ? [wireString(spki.subarray(-32))]
      : [wireString("nistp256"), wireString(spki.subarray(-65))];
  const blob = Buffer.concat([wireString(type), ...own, wireString(APPLICATION)]);
  return {
    blob,
    publicLine: `${type} ${blob.toString("base64")}`,
    sign(namespace, message, flags) {
      const sha = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest();
      const end = Buffer.concat([Buffer.from([flags]), wireUint32(7)]);
      const data = Buffer.concat([sha(APPLICATION), end, sha(signedBytes(namespace, "sha512", message))]);
      const value = kind === "ed25519" ? sign(null, data, privateKey) : ecdsa(data, privateKey);
      return composeSshsig(
        blob,
        namespace,
        "sha512",
        Buffer.concat([wireString(type), wireString(value), end]),
      );
    },
  };
}

function ecdsa(data: Buffer, key: KeyObject): Buffer {
  const raw = sign("sha256", data, { key, dsaEncoding: "ieee-p1363" });
  return Buffer.concat([wireString(mpint(raw.subarray(0, 32))), wireString(mpint(raw.subarray(32)))]);
}

function mpint(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = bytes.subarray(first);
  return short[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short;
}
