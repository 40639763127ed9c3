import type { BuildOptions } from "esbuild";
import { build } from "esbuild";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./versions.mjs";

/**
 * Bundles the in-editor suite into out/test: suite.cjs, which exports `run` for any VS Code's extension host, and
 * beside it tests.cjs, which holds test/editor/suite/**.test.ts and is loaded by `run`. `vscode` and mocha stay
 * outside: the host brings the one, node_modules the other. Gives the path of suite.cjs.
 */
export async function bundleSuite(): Promise<string> {
  const folder = join(root, "test", "editor", "suite");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".test.ts"),
  );
  const imports = files.sort().map((name) => `import ${JSON.stringify(join(folder, name))};`);
  const out = join(root, "out", "test");
  const shared: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  };
  const suite = join(out, "suite.cjs");
  await build({ ...shared, entryPoints: ["test/editor/host/run-mocha.ts"], outfile: suite });
  await build({
    ...shared,
    stdin: { contents: imports.join("\n"), resolveDir: root },
    outfile: join(out, "tests.cjs"),
  });
  return suite;
}
