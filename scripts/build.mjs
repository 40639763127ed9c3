// Builds dist/: the extension, the command line and what they share. `--watch` rebuilds on change.
import { build, context } from "esbuild";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const dist = join(root, "dist");

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  sourcemap: "linked",
  legalComments: "none",
  mainFields: ["module", "main"],
  define: { LOCKSTEP_VERSION: JSON.stringify(version) },
  external: ["vscode"],
  logLevel: "warning",
};

/** What is loaded when it is first needed, each with what only it needs; what several need is in chunks that they share. */
const parts = {
  app: "src/extension/app.ts",
  run: "src/cli/run.ts",
  hook: "src/cli/run-hook.ts",
  mcp: "src/mcp/main.ts",
  worker: "src/adapters/background/worker.ts",
  replay: "src/adapters/replay/worker.ts",
  secretlint: "src/adapters/secrets/secretlint.ts",
};

/** In the small programs: a part is required as a file beside them. */
const beside = {
  name: "beside",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:app|run|run-hook)\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import"
        ? { path: path.replace("run-hook", "hook").replace(/\.ts$/, ".cjs"), external: true }
        : undefined,
    );
  },
};

/**
 * The MCP server's library brings ajv for Node, half of its size. What it checks by JSON schema - answers to questions
 * that a server asks its client - we have none of: the small checker it has for other platforms does.
 */
const smallChecker = {
  name: "small-checker",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, ({ path }) => ({
      path,
      namespace: "shims",
    }));
    onLoad({ filter: /.*/, namespace: "shims" }, () => ({
      contents: `
        export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from "@modelcontextprotocol/server/validators/cf-worker";
        export { default as process } from "node:process";`,
      resolveDir: root,
    }));
  },
};

/**
 * esbuild shares chunks between ES modules only, and the editor loads an extension as CommonJS: so the parts are
 * built as modules, and each file is then written as CommonJS.
 */
const esm = join(dist, "esm");
const asCommonJs = {
  name: "as-common-js",
  setup({ onEnd }) {
    onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0 || !metafile) return;
      const entryPoints = Object.keys(metafile.outputs).filter((path) => path.endsWith(".cjs"));
      await build({
        ...shared,
        entryPoints,
        outdir: dist,
        outExtension: { ".js": ".cjs" },
        bundle: false,
        external: undefined,
        format: "cjs",
        define: { "import.meta.url": "lockstepUrl" },
        banner: { js: 'const lockstepUrl = require("node:url").pathToFileURL(__filename).href;' },
        supported: { "dynamic-import": false },
      });
      rmSync(esm, { recursive: true, force: true });
    });
  },
};

/** @type {import("esbuild").BuildOptions[]} */
const targets = [
  {
    ...shared,
    entryPoints: ["src/extension/main.ts"],
    outfile: "dist/extension.cjs",
    format: "cjs",
    plugins: [beside],
  },
  {
    ...shared,
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.mjs",
    format: "esm",
    banner: { js: "#!/usr/bin/env node" },
    plugins: [beside],
  },
  {
    ...shared,
    entryPoints: parts,
    outdir: esm,
    outExtension: { ".js": ".cjs" },
    chunkNames: "chunk-[hash]",
    splitting: true,
    format: "esm",
    metafile: true,
    plugins: [smallChecker, asCommonJs],
  },
];

rmSync(dist, { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  for (const target of targets) await (await context(target)).watch();
} else {
  await Promise.all(targets.map((target) => build(target)));
}
