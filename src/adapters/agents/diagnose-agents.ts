import { agentInstructions, asksByRepository, EDITOR_HOOKS } from "#acts/connect";
import type { Protocol } from "#core";
import type { Checkup } from "#views/doctor";
import { plain } from "#views/plain";
import { readFile, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { CANARIES } from "./canary.ts";
import { codexHooks } from "./codex-trust.ts";
import { diagnoseOpencode } from "./diagnose-opencode.ts";
import { diagnosePlugin } from "./diagnose-plugin.ts";
import { runCanary } from "./run-canary.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where the agents are to be looked at, and by what they are judged. */
export interface AgentsCase {
  readonly root: string;
  readonly env: Env;
  readonly protocol: Protocol;
  /** The folder Lockstep is installed in: the editor's plugin lies there. */
  readonly home: string;
  /** Hooks have something to refuse. */
  readonly isSetUp: boolean;
}

/** Proves by running them which agents' hooks are live, and says plainly which are not. */
export async function diagnoseAgents({
  root,
  env,
  protocol,
  home: lockstep,
  isSetUp,
}: AgentsCase): Promise<Checkup[]> {
  const home = env["HOME"] ?? homedir();
  const checks: Checkup[] = [];
  for (const [agent, { title, file, call }] of Object.entries(CANARIES)) {
    const settings = await settingsAt(join(root, file));
    const command = settings && ourCommand(settings.value, agent === "vscode");
    if (command === undefined) continue;
    const end = await runCanary(command, call(await realpath(root)), { cwd: root, env });
    if (end.is === "refused") checks.push(await stands(agent, title, { root, home, env }));
    else {
      const why = end.is === "passed" ? "it let an edit of the configuration pass" : end.says;
      checks.push(
        bad(title, `${file} names a hook that is not live: ${plain(why, 200)} (${plain(command, 200)})`),
      );
    }
  }
  checks.push(...(await diagnoseOpencode(root, env)));
  if (isSetUp) checks.push(...(await diagnosePlugin(root, env, lockstep)));
  const instructions = await readFile(join(root, "AGENTS.md"), "utf8").catch(() => undefined);
  const stale = instructions === undefined ? undefined : agentInstructions(instructions, protocol);
  if (stale !== undefined)
    checks.push(
      stale === "fresh"
        ? { title: "AGENTS.md", state: "good", says: "Its section is up to date." }
        : {
            title: "AGENTS.md",
            state: "unsure",
            says: "Its section is not what the protocol says now: lockstep connect --write.",
          },
    );
  return checks;
}

interface Around {
  readonly root: string;
  readonly home: string;
  readonly env: Env;
}

/** The hook works when it is asked; whether the agent asks it is for the agent's own settings to say. */
async function stands(agent: string, title: string, around: Around): Promise<Checkup> {
  const live = "A call that has to be refused was refused";
  const unsure = OBJECTIONS[agent] && (await OBJECTIONS[agent](around));
  if (unsure === undefined) return { title, state: "good", says: `${live}.` };
  return { title, state: unsure.state, says: `${live}, but ${unsure.says}` };
}

type Objection = Pick<Checkup, "state" | "says"> | undefined;

const OBJECTIONS: Readonly<Record<string, (around: Around) => Promise<Objection>>> = {
  async claude({ root, home, env }) {
    const own = env["CLAUDE_CONFIG_DIR"] ?? join(home, ".claude");
    const files = [
      join(root, ".claude/settings.json"),
      join(root, ".claude/settings.local.json"),
      join(own, "settings.json"),
      "/etc/claude-code/managed-settings.json",
    ];
    for (const file of files) {
      const value = (await settingsAt(file))?.value;
      if (value?.["disableAllHooks"] === true)
        return { state: "bad", says: `${file} switches every hook off (disableAllHooks).` };
      if (value?.["allowManagedHooksOnly"] === true)
        return { state: "bad", says: `${file} lets only managed hooks run (allowManagedHooksOnly).` };
    }
    return undefined;
  },
  async codex({ root, env }) {
    const hooks = await codexHooks(root, env);
    if (hooks === undefined)
      return {
        state: "unsure",
        says: "Codex could not be asked whether it trusts it: open /hooks in Codex.",
      };
    const ours = hooks.filter(({ command }) => isOurs(command));
    if (ours.length === 0)
      return { state: "bad", says: "Codex does not see it: it reads hooks of projects it trusts only." };
    const off = ours.filter(({ trust, enabled }) => !enabled || !/^(?:trusted|managed)$/.test(trust));
    if (off.length === 0) return undefined;
    return { state: "bad", says: `Codex skips it (${off[0]!.trust}): open /hooks in Codex and trust it.` };
  },
  async vscode({ root }) {
    const text = await readFile(join(root, EDITOR_HOOKS), "utf8").catch(() => "");
    if (asksByRepository(text)) return undefined;
    return {
      state: "unsure",
      says: `${EDITOR_HOOKS} is not what connect would write now, so the extension's plugin is asked too: lockstep connect --agent vscode --write.`,
    };
  },
  async gemini({ root, home }) {
    const trusted = (await settingsAt(join(home, ".gemini/trustedFolders.json")))?.value ?? {};
    const known = Object.entries(trusted).some(
      ([folder, trust]) => trust === "DO_NOT_TRUST" && (root === folder || root.startsWith(`${folder}/`)),
    );
    return known ? { state: "bad", says: "Gemini CLI was told not to trust this folder." } : undefined;
  },
  async copilot({ root, home }) {
    const value = (await settingsAt(join(home, ".copilot/config.json")))?.value;
    const folders = value?.["trusted_folders"] ?? value?.["trustedFolders"];
    const trusted =
      Array.isArray(folders) && folders.some((one) => root === one || root.startsWith(`${one}/`));
    return trusted
      ? undefined
      : {
          state: "unsure",
          says: "Copilot CLI runs it only where the folder is trusted: start it here once.",
        };
  },
};

function bad(title: string, says: string): Checkup {
  return { title, state: "bad", says };
}

async function settingsAt(file: string): Promise<{ readonly value: Record<string, unknown> } | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  const value: unknown = text === undefined ? undefined : parse(text, [], { allowTrailingComma: true });
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { value: value as Record<string, unknown> }
    : undefined;
}

/** The command of Lockstep's hook before a tool, as the settings name it. @param own VS Code prefers one for the system it runs on */
function ourCommand(value: unknown, own: boolean): string | undefined {
  if (typeof value === "string") return isOurs(value) ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const key = process.platform === "darwin" ? "osx" : process.platform === "win32" ? "windows" : "linux";
  const preferred: unknown = own ? (value as Record<string, unknown>)[key] : undefined;
  if (typeof preferred === "string" && isOurs(preferred)) return preferred;
  for (const inner of Object.values(value)) {
    const found = ourCommand(inner, own);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOurs(command: string): boolean {
  return /\bhook --agent [a-z]/.test(command);
}
