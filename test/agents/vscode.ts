// Asks the agent mode of a real VS Code one thing: vscode.ts <workspace> <home> <url of the model> <prompt>
// Nobody is signed in: the model is one of the user's own. Prints the names of Lockstep's tools that a model is offered.
import { build } from "esbuild";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { startEditor } from "../../scripts/editor/host.ts";
import { root } from "../../scripts/editor/versions.mjs";
import { openWindow } from "../../scripts/editor/window.ts";

const [workspace, home, url, prompt] = process.argv.slice(2) as [string, string, string, string];
const tests = join(home, "in-editor.cjs");
const tools = join(home, "tools.json");
await build({
  entryPoints: [join(root, "test/agents/in-editor.ts")],
  outfile: tests,
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["vscode"],
});
const model = {
  id: "fake-model",
  name: "Fake",
  url: `${url}/v1/chat/completions`,
  toolCalling: true,
  vision: false,
  maxInputTokens: 100_000,
  maxOutputTokens: 8_000,
};
const vendor = {
  name: "Fake",
  vendor: "customendpoint",
  apiKey: "fake",
  apiType: "chat-completions",
  models: [model],
};
// The server takes its environment from a shell of the user's.
writeFileSync(join(home, ".profile"), `export PATH="${process.env["PATH"]}"\n`);
const editor = await startEditor({
  workspace,
  extension: root,
  env: { LOCKSTEP_PROMPT: prompt, LOCKSTEP_TOOLS: tools },
  settings: { "chat.disableAIFeatures": false, "chat.tools.global.autoApprove": true },
  userFiles: { "chatLanguageModels.json": JSON.stringify([vendor]) },
});
const window = await openWindow(editor, { tests, enabledExtensions: ["GitHub.copilot-chat"] });
const code = await window.exit;
const offered = existsSync(tools) ? readFileSync(tools, "utf8") : "";
const isOffered = /"lockstep_status"/.test(offered) && /"mcp_lockstep_lockstep_status"/.test(offered);
if (code === 0 && isOffered) console.log(offered);
else {
  await window.page.screenshot({ path: join(root, "out", "vscode-agent.png") }).catch(() => undefined);
  console.log(window.log().slice(-100).join("\n"));
}
const storage = join(editor.userData, "User", "workspaceStorage");
for (const name of readdirSync(storage, { recursive: true, encoding: "utf8" }))
  if (/GitHub\.copilot-chat.transcripts.[^/\\]*\.jsonl$/.test(name))
    cpSync(join(storage, name), join(home, "transcripts", basename(name)));
await window.close();
await editor.close();
process.exitCode = isOffered ? (code ?? 1) : 1;
