import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { readAllowedSigners, signerOf } from "../../../src/adapters/signing/allowed-signers.ts";
import { makeEditorKey, signWithEditorKey } from "../../../src/adapters/signing/editor-key.ts";
import { judgeSignature } from "../../../src/adapters/signing/judge-signature.ts";
import { APPROVAL_NAMESPACE, armored } from "../../../src/adapters/signing/sshsig.ts";
import { event } from "./events.ts";
import { temporaryFolder } from "./temporary.ts";

const NS = APPROVAL_NAMESPACE;
const { secret, publicLine } = makeEditorKey();
const other = makeEditorKey();
const now = new Date("2026-11-20T12:00:00Z");

const refusal = (line: string) => readAllowedSigners(line).refused[0]?.reason ?? "taken";

describe("the allowed signers", () => {
  it("are read as OpenSSH writes them", () => {
    const { signers, refused } = readAllowedSigners(
      [
        "# who may approve",
        "",
        `ada@example.com,ada namespaces="${NS}" ${publicLine} Ada's editor`,
        `"grace hopper" NAMESPACES="git,${NS}",valid-after="20260101",valid-before="202612312359Z" ${other.publicLine}`,
      ].join("\r\n"),
    );
    assert.deepEqual(refused, []);
    assert.deepEqual(
      signers.map(({ principals, namespaces, validAfter, validBefore, line }) => ({
        principals,
        namespaces,
        validAfter,
        validBefore,
        line,
      })),
      [
        {
          principals: ["ada@example.com", "ada"],
          namespaces: [NS],
          validAfter: undefined,
          validBefore: undefined,
          line: 3,
        },
        {
          principals: ["grace hopper"],
          namespaces: ["git", NS],
          validAfter: Date.parse("2026-01-01T00:00:00Z"),
          validBefore: Date.parse("2026-12-31T23:59:00Z"),
          line: 4,
        },
      ],
    );
  });

  it("are refused where they would let in too many", () => {
    assert.match(refusal(`* namespaces="${NS}" ${publicLine}`), /patterns/);
    assert.match(refusal(`*@example.com namespaces="${NS}" ${publicLine}`), /patterns/);
    assert.match(refusal(`ada,!eve namespaces="${NS}" ${publicLine}`), /patterns/);
    assert.match(refusal(`ada namespaces="*" ${publicLine}`), /patterns/);
    assert.match(refusal(`ada ${publicLine}`), /namespaces= is missing/);
    assert.match(refusal(`ada cert-authority,namespaces="${NS}" ${publicLine}`), /certificate/);
    assert.match(refusal(`ada namespaces="${NS}",no-touch-required ${publicLine}`), /not taken/);
    assert.match(refusal(`ada namespaces="${NS}",namespaces="x" ${publicLine}`), /not taken/);
    assert.match(refusal(`ada namespaces="${NS} ${publicLine}`), /quote/);
    assert.match(refusal(`ada namespaces="${NS}",valid-before="20261332" ${publicLine}`), /no time/);
    assert.match(refusal(`ada namespaces="${NS}" ssh-ed25519 AAAA`), /cannot be read/);
    assert.match(refusal(`ada namespaces="${NS}" ssh-dss AAAA`), /cannot be read|known kind/);
    assert.match(
      refusal(`ada namespaces="${NS}" ${publicLine.replace("ssh-ed25519", "ssh-rsa")}`),
      /cannot be read/,
    );
    assert.match(refusal("ada"), /no key/);
    assert.match(refusal(`,ada namespaces="${NS}" ${publicLine}`), /empty/);
    assert.match(refusal(`ada namespaces="${NS}" ${"x".repeat(20_000)}`), /too long/);
  });

  it("count only for their purpose and in their time, by the judge's clock", () => {
    const signed = event("comment", { text: "x" }, { ts: "2020-01-01T00:00:00.000Z" });
    const sig = signWithEditorKey(secret, NS, signed.id);
    const verdict = (line: string, at = now) => {
      const judged = judgeSignature({ ...signed, sig }, readAllowedSigners(line), at);
      return judged?.is === "valid" ? judged.signer : judged?.reason;
    };
    assert.equal(verdict(`ada namespaces="${NS}" ${publicLine}`), "ada");
    assert.match(verdict(`ada namespaces="git" ${publicLine}`) ?? "", /may not sign approvals/);
    assert.match(verdict(`ada namespaces="${NS}" ${other.publicLine}`) ?? "", /not an allowed signer/);
    // The event claims a time at which the key was good; the judge's clock decides.
    assert.match(verdict(`ada valid-before="20250101",namespaces="${NS}" ${publicLine}`) ?? "", /expired/);
    assert.match(
      verdict(`ada valid-after="20270101",namespaces="${NS}" ${publicLine}`) ?? "",
      /not valid yet/,
    );
    const twice = [
      `old valid-before="20250101",namespaces="${NS}" ${publicLine}`,
      `ada namespaces="${NS}" ${publicLine}`,
    ];
    assert.equal(verdict(twice.join("\n")), "ada");
    assert.equal(judgeSignature(signed, readAllowedSigners(""), now), undefined);
  });

  it("agree with ssh-keygen about who signed", () => {
    const folder = temporaryFolder();
    const allowed = `ada namespaces="${NS}" ${publicLine}\ngrace namespaces="${NS}" ${other.publicLine}\n`;
    writeFileSync(join(folder, "allowed"), allowed);
    writeFileSync(join(folder, "sig"), armored(signWithEditorKey(other.secret, NS, "x")));
    const found = execFileSync("ssh-keygen", [
      "-Y",
      "find-principals",
      "-s",
      join(folder, "sig"),
      "-f",
      join(folder, "allowed"),
    ]);
    assert.equal(found.toString().trim(), "grace");
    const { signers } = readAllowedSigners(allowed);
    const theirs = signerOf({ signers, refused: [] }, signers[1]!.key, NS, now);
    assert.equal(theirs.is === "known" && theirs.signer.principals[0], "grace");
  });

  it("never throw, whatever the file holds", () => {
    const word = fc.constantFrom(
      "ada",
      "*",
      '"',
      ",",
      "=",
      " ",
      "\t",
      "namespaces=",
      `"${NS}"`,
      publicLine,
      "ssh-ed25519",
      "valid-before=",
      "\n",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const { signers } = readAllowedSigners(words.join(""));
        for (const { principals, namespaces } of signers) {
          assert.ok(principals.length > 0 && namespaces.length > 0);
          assert.ok(!principals.some((name) => /[*?!]/.test(name) || name === ""));
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => Boolean(readAllowedSigners(text))));
  });
});
