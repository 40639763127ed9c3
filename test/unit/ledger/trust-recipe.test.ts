import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventFile, signedEvent } from "#core";
import { makeEditorKey, signWithEditorKey } from "../../../src/adapters/signing/editor-key.ts";
import { APPROVAL_NAMESPACE } from "../../../src/adapters/signing/sshsig.ts";
import { opening } from "./events.ts";
import { temporaryFolder } from "./temporary.ts";

describe("checking an event without Lockstep", () => {
  it("works as docs/trust.md says, with ssh-keygen and the event's file alone", () => {
    const folder = temporaryFolder();
    const { secret, publicLine } = makeEditorKey();
    const made = signedEvent(opening, signWithEditorKey(secret, APPROVAL_NAMESPACE, opening.id));
    assert.ok(made.is === "made");
    const { id, sig } = JSON.parse(eventFile(made.event).text) as { id: string; sig: string };
    const [signers, signature] = [join(folder, "allowed_signers"), join(folder, "signature")];
    writeFileSync(signers, `ada@example.com namespaces="${APPROVAL_NAMESPACE}" ${publicLine}\n`);
    writeFileSync(signature, `-----BEGIN SSH SIGNATURE-----\n${sig}\n-----END SSH SIGNATURE-----\n`);
    const said = execFileSync(
      "ssh-keygen",
      ["-Y", "verify", "-f", signers, "-I", "ada@example.com", "-n", APPROVAL_NAMESPACE, "-s", signature],
      { input: id },
    );
    assert.match(said.toString(), /^Good "lockstep-approval@v1" signature for ada@example\.com/);
  });
});
