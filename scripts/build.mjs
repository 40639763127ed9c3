// Builds dist/: the extension and the command line, each one file. `--watch` rebuilds on change.
import { build, context } from "esbuild";
import { readFileSync, rmSync } from "node:fs";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const root = new URL("..", import.meta.url).pathname;

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  // Names stay readable in stack traces and logs; they cost little.
  keepNames: false,
  sourcemap: "linked",
  legalComments: "none",
  mainFields: ["module", "main"],
  define: { LOCKSTEP_VERSION: JSON.stringify(version) },
  logLevel: "warning",
  metafile: true,
};

/** What `import("./app.ts")` means at run time: a bundle of its own, loaded when it is first needed. */
const lazy = {
  name: "lazy",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:app|secretlint)\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: path.replace(/\.ts$/, ".cjs"), external: true } : undefined,
    );
  },
};

const extension = { ...shared, format: "cjs", external: ["vscode"] };

/** @type {import("esbuild").BuildOptions[]} */
const targets = [
  { ...extension, entryPoints: ["src/extension/main.ts"], outfile: "dist/extension.cjs", plugins: [lazy] },
  { ...extension, entryPoints: ["src/extension/app.ts"], outfile: "dist/app.cjs", plugins: [lazy] },
  // The scanner for secrets is as large as half of the rest, and needed only when an audit is drafted.
  {
    ...shared,
    entryPoints: ["src/adapters/secrets/secretlint.ts"],
    outfile: "dist/secretlint.cjs",
    format: "cjs",
  },
  {
    ...shared,
    // What several of them need is in chunks: a hook loads a small part, the MCP server its own. The worker is the extension's.
    entryPoints: {
      cli: "src/cli/main.ts",
      mcp: "src/mcp/main.ts",
      worker: "src/adapters/background/worker.ts",
    },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    // Beside the entries, so that what is a bundle of its own has one address for all of them.
    chunkNames: "chunk-[name]-[hash]",
    splitting: true,
    format: "esm",
    plugins: [lazy],
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire as lockstepRequire } from "node:module"; const require = lockstepRequire(import.meta.url);',
    },
  },
];

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  for (const target of targets) await (await context(target)).watch();
} else {
  await Promise.all(targets.map((target) => build(target)));
}
