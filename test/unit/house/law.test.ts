import { strict as assert } from "node:assert";
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("the house", () => {
  it("has a core that needs no platform", async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ["src/core/index.ts"],
      bundle: true,
      platform: "neutral",
      mainFields: ["module", "main"],
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    const outside = Object.keys(metafile.inputs).filter((path) => /^src\/(?!core\/)/.test(path));
    assert.deepEqual(outside, []);
  });

  it("has a fresh manifest: npm run manifest", function () {
    this.timeout(60_000);
    execFileSync(process.execPath, ["--import", "tsx", "scripts/manifest.ts", "--check"], {
      cwd: root,
      stdio: "pipe",
    });
  });

  it("ships only what .vscodeignore allows", () => {
    const allowed = readFileSync(new URL("../../../.vscodeignore", import.meta.url), "utf8");
    const lines = allowed.split("\n").filter((line) => line && !line.startsWith("#"));
    assert.equal(lines[0], "**");
    assert.ok(lines.slice(1).every((line) => line.startsWith("!")));
  });
});
