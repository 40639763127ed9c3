import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { makeEditorKey, signWithEditorKey } from "../../../src/adapters/signing/editor-key.ts";
import { readPublicKey } from "../../../src/adapters/signing/public-key.ts";
import { signWithSshKeygen } from "../../../src/adapters/signing/ssh-keygen.ts";
import { APPROVAL_NAMESPACE, armored, checkSshsig, unarmored } from "../../../src/adapters/signing/sshsig.ts";
import { wireString } from "../../../src/adapters/signing/wire.ts";
import { playToken } from "./keys.ts";
import { temporaryFolder } from "./temporary.ts";

const NS = APPROVAL_NAMESPACE;
const MESSAGE = "e3f34860fa777740448844c6fb6f39dd09604c6800f7fa5055299af10d36ea1f";

function keygen(args: readonly string[], input = ""): string {
  return execFileSync("ssh-keygen", args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

/** What the real `ssh-keygen -Y verify` says of a signature. */
function theirVerdict(folder: string, publicLine: string, base64: string, message: string, ns = NS): boolean {
  writeFileSync(join(folder, "allowed"), `ada namespaces="${NS}" ${publicLine}\n`);
  writeFileSync(join(folder, "sig"), armored(base64));
  try {
    keygen(
      ["-Y", "verify", "-f", join(folder, "allowed"), "-I", "ada", "-n", ns, "-s", join(folder, "sig")],
      message,
    );
    return true;
  } catch {
    return false;
  }
}

describe("an SSH signature", () => {
  it("made by the editor's key is taken by ssh-keygen and by us", () => {
    const folder = temporaryFolder();
    const { secret, publicLine } = makeEditorKey();
    const signature = signWithEditorKey(secret, NS, MESSAGE);
    assert.ok(theirVerdict(folder, publicLine, signature, MESSAGE));
    assert.ok(!theirVerdict(folder, publicLine, signature, `${MESSAGE}x`));
    const checked = checkSshsig(signature, NS, MESSAGE);
    assert.equal(checked.is, "made");
    assert.equal(checked.is === "made" && checked.presence, undefined);
  });

  for (const [type, bits, algorithm] of [
    ["ed25519", "256", "ssh-ed25519"],
    ["ecdsa", "256", "ecdsa-sha2-nistp256"],
    ["rsa", "2048", "ssh-rsa"],
  ] as const) {
    it(`made by ssh-keygen with an ${type} key of ${bits} bits is taken`, async () => {
      const folder = temporaryFolder();
      const keyFile = join(folder, "key");
      keygen(["-q", "-t", type, "-b", bits, "-N", "", "-C", "", "-f", keyFile]);
      const signed = await signWithSshKeygen({ keyFile, namespace: NS, message: MESSAGE });
      assert.equal(signed.is, "signed");
      const base64 = signed.is === "signed" ? signed.base64 : "";
      const checked = checkSshsig(base64, NS, MESSAGE);
      assert.ok(checked.is === "made" && checked.by.type === algorithm && checked.presence === undefined);
      assert.equal(keygen(["-l", "-f", `${keyFile}.pub`]).split(" ")[1], checked.by.fingerprint);
      assert.ok(theirVerdict(folder, readFileSync(`${keyFile}.pub`, "utf8").trim(), base64, MESSAGE));
      assert.equal(checkSshsig(base64, NS, `${MESSAGE}x`).is, "invalid");
      assert.equal(checkSshsig(base64, "lockstep-approval", MESSAGE).is, "invalid");
    });
  }

  for (const kind of ["ed25519", "ecdsa"] as const) {
    it(`of a hardware key (sk, ${kind}) shows touch and verification, as ssh-keygen reads it too`, () => {
      const folder = temporaryFolder();
      const token = playToken(kind);
      for (const [flags, touched, verified] of [
        [0, false, false],
        [1, true, false],
        [4, false, true],
        [5, true, true],
      ] as const) {
        const base64 = token.sign(NS, MESSAGE, flags);
        assert.ok(theirVerdict(folder, token.publicLine, base64, MESSAGE));
        const checked = checkSshsig(base64, NS, MESSAGE);
        assert.deepEqual(checked.is === "made" && checked.presence, { touched, verified, counter: 7 });
        // Raising the flag afterwards breaks the signature.
        const raised = Buffer.from(base64, "base64");
        raised[raised.length - 5]! ^= 1;
        assert.equal(checkSshsig(raised.toString("base64"), NS, MESSAGE).is, "invalid");
      }
    });
  }

  it("says why it does not hold", () => {
    const { secret } = makeEditorKey();
    const good = signWithEditorKey(secret, NS, MESSAGE);
    const reason = (base64: string, ns = NS, message = MESSAGE) => {
      const checked = checkSshsig(base64, ns, message);
      return checked.is === "invalid" ? checked.reason : "made";
    };
    assert.equal(reason(good), "made");
    assert.match(reason(good, "file"), /namespace/);
    assert.match(reason(good, NS, "x"), /does not belong/);
    assert.match(reason(`${good}\n`), /not base64/);
    assert.match(reason(good.replace(/.$/, "!")), /not base64/);
    assert.match(reason("AAAA"), /not an SSH signature/);
    assert.match(reason(""), /not an SSH signature/);
    const bytes = Buffer.from(good, "base64");
    assert.match(reason(Buffer.concat([bytes, Buffer.from([0])]).toString("base64")), /damaged/);
    assert.match(reason(bytes.subarray(0, -1).toString("base64")), /damaged/);
    const version = Buffer.from(bytes);
    version[9] = 2;
    assert.match(reason(version.toString("base64")), /version/);
  });

  it("never throws and never holds after any damage to any byte", () => {
    const token = playToken("ed25519");
    const goods = [signWithEditorKey(makeEditorKey().secret, NS, MESSAGE), token.sign(NS, MESSAGE, 1)];
    for (const good of goods) {
      const bytes = Buffer.from(good, "base64");
      for (let at = 0; at < bytes.length; at++) {
        for (const bit of [1, 0x80]) {
          const damaged = Buffer.from(bytes);
          damaged[at]! ^= bit;
          assert.equal(checkSshsig(damaged.toString("base64"), NS, MESSAGE).is, "invalid", `byte ${at}`);
        }
      }
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const tail = Buffer.concat([Buffer.from("SSHSIG\0\0\0\x01", "latin1"), noise]);
        assert.equal(checkSshsig(tail.toString("base64"), NS, MESSAGE).is, "invalid");
        assert.equal(checkSshsig(Buffer.from(noise).toString("base64"), NS, MESSAGE).is, "invalid");
      }),
    );
  });

  it("takes its armor off and puts it on", () => {
    const good = signWithEditorKey(makeEditorKey().secret, NS, MESSAGE);
    assert.equal(unarmored(armored(good)), good);
    assert.equal(unarmored(armored(good).replaceAll("\n", "\r\n")), good);
    assert.equal(unarmored("-----BEGIN SSH SIGNATURE-----\nAAAA"), undefined);
    assert.equal(unarmored(""), undefined);
  });

  it("cannot be had without the key or the program, and says so", async () => {
    const request = { keyFile: "/nonexistent", namespace: NS, message: MESSAGE };
    const missing = await signWithSshKeygen(request);
    assert.equal(missing.is, "failed");
    const none = await signWithSshKeygen({ ...request, program: "/nonexistent/ssh-keygen" });
    assert.match(none.is === "failed" ? none.reason : "", /ENOENT/);
    assert.throws(() => signWithEditorKey("no key", NS, MESSAGE));
  });
});

describe("a public key", () => {
  it("is read only in its one form", () => {
    const ed = (raw: Buffer, ...more: Buffer[]) =>
      Buffer.concat([wireString("ssh-ed25519"), wireString(raw), ...more]);
    assert.ok(readPublicKey(ed(Buffer.alloc(32, 7))));
    assert.equal(readPublicKey(ed(Buffer.alloc(31, 7))), undefined);
    assert.equal(readPublicKey(ed(Buffer.alloc(32, 7), Buffer.from([0]))), undefined);
    assert.equal(readPublicKey(Buffer.alloc(0)), undefined);
    const p256 = (curve: string, point: Buffer) =>
      readPublicKey(Buffer.concat([wireString("ecdsa-sha2-nistp256"), wireString(curve), wireString(point)]));
    assert.equal(p256("nistp256", Buffer.alloc(65, 4)), undefined, "not on the curve");
    assert.equal(p256("nistp384", Buffer.alloc(65, 4)), undefined);
    const rsa = (bytes: number, first = 0xff) =>
      readPublicKey(
        Buffer.concat([
          wireString("ssh-rsa"),
          wireString(Buffer.from([1, 0, 1])),
          wireString(Buffer.concat([Buffer.from([0, first]), Buffer.alloc(bytes - 1, 0xff)])),
        ]),
      );
    assert.ok(rsa(256));
    assert.equal(rsa(128), undefined, "1024 bits are too few");
    assert.equal(rsa(2048), undefined, "16384 bits take too long");
    assert.equal(readPublicKey(wireString("ssh-dss")), undefined);
  });
});
