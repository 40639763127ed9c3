import type { Path, Protocol } from "#core";
import { blockText, MARKDOWN, withBlock, withoutBlock } from "./connect/blocks.ts";
import { type Hooks, withHooks, withoutHooks } from "./connect/hooks-json.ts";
import { OPENCODE_PLUGIN, sectionFor, SKILL, WORKFLOW, WRITTEN } from "./connect/texts.ts";
import type { Planned, PlannedFile, RemovedFile } from "./plan.ts";

/** What a repository can be connected to. */
export const CONNECTIONS = [
  "claude",
  "codex",
  "vscode",
  "copilot",
  "gemini",
  "opencode",
  "cursor",
  "ci",
] as const;

export type Connection = (typeof CONNECTIONS)[number];

/** What each is called by people. */
export const CONNECTION_TITLES = {
  claude: "Claude Code",
  codex: "Codex",
  vscode: "VS Code's agent mode",
  copilot: "Copilot CLI",
  gemini: "Gemini CLI",
  opencode: "OpenCode",
  cursor: "Cursor",
  ci: "Pull requests (GitHub workflow)",
} as const satisfies Record<Connection, string>;

/** How hooks call Lockstep. */
export interface Callers {
  /** By name, for files that are committed. */
  readonly named: string;
  /** By absolute path, for the agent that trusts nothing else. */
  readonly absolute: string;
}

/** A file a connection is made of: its text with our part, and without; `undefined` where what is there cannot be read. */
interface Part {
  readonly path: Path;
  /** @param now the text there is, if any */
  readonly connected: (now: string | undefined) => string | undefined;
  /** `""` takes the file away. */
  readonly removed: (now: string) => string | undefined;
  /** Whether our part is there and not what would be written now. Hooks are looked at by running them. */
  readonly stale?: (now: string) => boolean;
}

const SECONDS = 15;

/** OpenCode reads no hooks: this is its plugin. */
export const OPENCODE_FILE = ".opencode/plugins/lockstep.js";

/** Whether a text is the plugin that would be written now, and nobody else's. */
export function isOpencodePlugin(text: string): boolean {
  return text === OPENCODE_PLUGIN;
}

/** The hooks of a repository that VS Code and Copilot CLI read. */
export const EDITOR_HOOKS = ".github/hooks/lockstep.json";

/** Callers where no hook is written. */
const NOBODY: Callers = { named: "", absolute: "" };

/** Every file that connecting may touch: what to read before planning. */
export function connectedPaths(): readonly Path[] {
  return parts(CONNECTIONS, NOBODY, "").map(({ path }) => path);
}

/** The agents a repository shows traces of; the three most used ones where it shows none. */
export function connectionsIn(paths: readonly Path[]): readonly Connection[] {
  const traces = {
    claude: [".claude/", "CLAUDE.md"],
    codex: [".codex/"],
    vscode: [".vscode/", ".github/copilot-instructions.md", ".github/hooks/"],
    gemini: [".gemini/", "GEMINI.md"],
    opencode: [".opencode/", "opencode.json"],
    cursor: [".cursor/", ".cursorrules"],
  } as const satisfies Partial<Record<Connection, readonly string[]>>;
  const found = (Object.keys(traces) as (keyof typeof traces)[]).filter((one) =>
    paths.some((path) => traces[one].some((trace) => path === trace || path.startsWith(trace))),
  );
  return found.length > 0 ? found : ["claude", "codex", "vscode"];
}

/**
 * What connecting would write: hooks, instructions and skills of each agent, merged with what is there.
 * Refused where a file cannot be read or is somebody else's; an empty plan says that all is there already.
 * @param files the texts of `connectedPaths` that exist
 * @param protocol what the section of AGENTS.md is compiled from
 */
export function planConnect(
  connections: readonly Connection[],
  files: ReadonlyMap<Path, string>,
  callers: Callers,
  protocol: Protocol,
): Planned {
  const planned: PlannedFile[] = [];
  for (const { path, connected } of parts(connections, callers, sectionFor(protocol))) {
    const now = files.get(path);
    const text = connected(now);
    if (text === undefined)
      return { refused: `${path} is there and cannot be merged with; mend or move it first.` };
    if (text !== now) planned.push(now === undefined ? { path, text } : { path, text, replaces: now });
  }
  return { plan: { title: `Connect ${connections.join(", ")}`, files: planned, records: [] } };
}

/** Whether the section of an AGENTS.md is what would be written now; `undefined` where it has none. */
export function agentInstructions(text: string, protocol: Protocol): "fresh" | "stale" | undefined {
  const own = blockText(text, MARKDOWN);
  if (own === undefined) return undefined;
  return own === sectionFor(protocol).trim() ? "fresh" : "stale";
}

/** The instructions, skills and workflows of ours that are there and not what would be written now. */
export function staleTexts(files: ReadonlyMap<Path, string>, protocol: Protocol): readonly Path[] {
  return parts(CONNECTIONS, NOBODY, sectionFor(protocol)).flatMap(({ path, stale }) => {
    const now = files.get(path);
    return now !== undefined && stale?.(now) ? [path] : [];
  });
}

/** What taking the connections away would write and remove; what is not ours stays. */
export function planDisconnect(
  connections: readonly Connection[],
  files: ReadonlyMap<Path, string>,
): Planned {
  const planned: PlannedFile[] = [];
  const removes: RemovedFile[] = [];
  for (const { path, removed } of parts(connections, NOBODY, "")) {
    const now = files.get(path);
    const text = now === undefined ? undefined : removed(now);
    if (now === undefined || text === undefined || text === now) continue;
    if (text.trim() === "") removes.push({ path, replaces: now });
    else planned.push({ path, text, replaces: now });
  }
  return { plan: { title: `Disconnect ${connections.join(", ")}`, files: planned, removes, records: [] } };
}

/** The parts of several connections, each file once. */
function parts(connections: readonly Connection[], callers: Callers, instructions: string): readonly Part[] {
  const agentsMd = section("AGENTS.md", instructions);
  const byPath = new Map(
    connections.flatMap((one) => partsOf(one, callers, agentsMd)).map((part) => [part.path, part] as const),
  );
  return [...byPath.values()];
}

const SKILL_FILE = owned(".agents/skills/lockstep/SKILL.md", SKILL);

function partsOf(connection: Connection, { named, absolute }: Callers, agentsMd: Part): readonly Part[] {
  const run = (agent: string): string => `${named} hook --agent ${agent}`;
  switch (connection) {
    case "claude": {
      const hook = { type: "command", command: run("claude"), timeout: SECONDS, onFailure: "block" };
      const { onFailure: _, ...softly } = hook;
      return [
        hooksFile(".claude/settings.json", {
          PreToolUse: { matcher: "Edit|MultiEdit|Write|NotebookEdit|Bash", hooks: [hook] },
          SessionStart: { hooks: [softly] },
          UserPromptSubmit: { hooks: [softly] },
          Stop: { hooks: [softly] },
          ConfigChange: { hooks: [hook] },
        }),
        agentsMd,
        claudeImport(),
        owned(".claude/skills/lockstep/SKILL.md", SKILL),
      ];
    }
    case "codex": {
      const hook = { type: "command", command: `${absolute} hook --agent codex`, timeout: SECONDS };
      const gate = { ...hook, command: orRefuse(hook.command), statusMessage: "Lockstep gate" };
      return [
        hooksFile(".codex/hooks.json", {
          PreToolUse: { matcher: "^(apply_patch|Bash)$", hooks: [gate] },
          SessionStart: { hooks: [hook] },
          UserPromptSubmit: { hooks: [hook] },
          Stop: { hooks: [hook] },
        }),
        agentsMd,
        SKILL_FILE,
      ];
    }
    case "vscode":
    case "copilot": {
      const hook = { type: "command", command: run("vscode-or-copilot"), timeout: SECONDS };
      const guarded = orRefuse(hook.command);
      const hooks = {
        PreToolUse: { ...hook, linux: guarded, osx: guarded },
        SessionStart: hook,
        UserPromptSubmit: hook,
        Stop: hook,
      };
      return [hooksFile(EDITOR_HOOKS, hooks, { version: 1 }), agentsMd, SKILL_FILE];
    }
    case "gemini": {
      const hook = { name: "lockstep", type: "command", command: run("gemini"), timeout: SECONDS * 1000 };
      return [
        hooksFile(".gemini/settings.json", {
          BeforeTool: { matcher: "write_file|replace|edit|run_shell_command", hooks: [hook] },
          SessionStart: { hooks: [hook] },
          BeforeAgent: { hooks: [hook] },
          AfterAgent: { hooks: [hook] },
        }),
        SKILL_FILE,
      ];
    }
    case "opencode":
      return [owned(OPENCODE_FILE, OPENCODE_PLUGIN), agentsMd, SKILL_FILE];
    case "cursor": {
      const command = run("cursor");
      return [
        hooksFile(
          ".cursor/hooks.json",
          {
            preToolUse: { command, matcher: "Shell|Write|Edit|Delete", timeout: SECONDS },
            stop: { command, loop_limit: 3 },
          },
          { version: 1 },
        ),
        agentsMd,
      ];
    }
    case "ci":
      return [owned(".github/workflows/lockstep.yml", WORKFLOW)];
  }
}

/**
 * Most agents go on where a hook's program is missing; 2 stops them. For shells that know the sign, and before a tool
 * only: a turn that may never end would go round for ever.
 */
function orRefuse(command: string): string {
  return `${command} || exit 2`;
}

/** Whether the text of `EDITOR_HOOKS` holds all that connecting writes, so that the editor asks Lockstep by it. */
export function asksByRepository(text: string): boolean {
  const callers = { named: "lockstep", absolute: "" };
  return parts(["vscode"], callers, "").some(
    ({ path, connected }) => path === EDITOR_HOOKS && connected(text) === text,
  );
}

function hooksFile(path: Path, hooks: Hooks, rest: object = {}): Part {
  return {
    path,
    connected: (now) => withHooks(now, hooks, rest),
    removed: (now) => withoutHooks(now, rest),
  };
}

/** A file that is ours as a whole; somebody else's of that name is left alone. */
function owned(path: Path, text: string): Part {
  return {
    path,
    connected: (now) => (now === undefined || now.includes(WRITTEN) ? text : undefined),
    removed: (now) => (now.includes(WRITTEN) ? "" : now),
    stale: (now) => now.includes(WRITTEN) && now !== text,
  };
}

function section(path: Path, text: string): Part {
  return {
    path,
    connected: (now) => withBlock(now ?? "", MARKDOWN, text),
    removed: (now) => withoutBlock(now, MARKDOWN),
    stale: (now) => {
      const own = blockText(now, MARKDOWN);
      return own !== undefined && own !== text.trim();
    },
  };
}

/** Claude Code reads AGENTS.md only where there is no CLAUDE.md, or where that imports it. */
function claudeImport(): Part {
  const block = section("CLAUDE.md", "@AGENTS.md");
  return {
    ...block,
    connected: (now) =>
      now !== undefined && /^@(?:\.\/)?AGENTS\.md\s*$/m.test(now) ? now : block.connected(now),
  };
}
