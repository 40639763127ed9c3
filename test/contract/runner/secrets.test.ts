import { scanForSecrets } from "#adapters/secrets/scan";
import assert from "node:assert/strict";

describe("the scan for secrets", () => {
  // Put together here, so that no secret stands in the repository.
  const secret = ["gh", "p_", "0123456789abcdefghij", "ABCDEFGHIJ012345"].join("");

  it("finds one, says where, and never shows it", async () => {
    const findings = await scanForSecrets([
      { path: "src/clean.ts", text: "export const token = process.env.TOKEN;\n" },
      { path: "src/leak.ts", text: `// first line\nconst token = "${secret}";\n` },
    ]);
    assert.deepEqual(
      findings.map(({ place }) => place),
      [{ path: "src/leak.ts", line: 2 }],
    );
    assert.equal(findings[0]?.begins, secret.slice(0, 4));
    assert.ok(!JSON.stringify(findings).includes(secret.slice(4)));
  });
});
