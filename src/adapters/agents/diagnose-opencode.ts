import { isOpencodePlugin, OPENCODE_FILE } from "#acts/connect";
import type { Checkup } from "#views/doctor";
import { plain } from "#views/plain";
import { spawn } from "node:child_process";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROTECTED } from "./canary.ts";

const TITLE = "OpenCode";
const PATIENCE = 20_000;

/** Calls the plugin as OpenCode would; throwing is its way to refuse. Only what `connect` wrote is run. */
const PROBE = `
const { Lockstep } = await import(process.argv[1]);
const hooks = await Lockstep({ client: {}, directory: process.argv[2] });
const args = { filePath: process.argv[3], content: "" };
try {
  await hooks["tool.execute.before"]({ tool: "write", sessionID: "doctor" }, { args });
  console.log("passed");
} catch (error) {
  console.log("refused " + error.message);
}
`;

export async function diagnoseOpencode(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Checkup[]> {
  const file = join(root, OPENCODE_FILE);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return [];
  if (!isOpencodePlugin(text))
    return [
      {
        title: TITLE,
        state: "unsure",
        says: `${OPENCODE_FILE} is not what connect would write now, so it was not run: lockstep connect --agent opencode --write.`,
      },
    ];
  const said = await probe(file, await realpath(root), env);
  return [
    said.startsWith("refused Lockstep:")
      ? { title: TITLE, state: "good", says: "A call that has to be refused was refused." }
      : { title: TITLE, state: "bad", says: `${OPENCODE_FILE} is not live: ${plain(said, 300)}` },
  ];
}

function probe(
  file: string,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  return new Promise((resolve) => {
    const args = [
      "--input-type=module",
      "--eval",
      PROBE,
      pathToFileURL(file).href,
      root,
      join(root, PROTECTED),
    ];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: PATIENCE,
    });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString().slice(0, 10_000)));
    child.stderr.on("data", (chunk: Buffer) => (out += chunk.toString().slice(0, 10_000)));
    child.once("error", ({ message }) => resolve(message));
    child.once("close", () => resolve(out.trim() || "it said nothing"));
  });
}
