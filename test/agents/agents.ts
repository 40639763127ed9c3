import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Turn } from "./fake-model.ts";

/** Where an agent is run. */
export interface Place {
  /** The folder its packages are installed in. */
  readonly installed: string;
  /** A Node that is new enough for those that ask for one. */
  readonly node: string;
  readonly root: string;
  /** An empty home folder. */
  readonly home: string;
  /** The scripted model. */
  readonly url: string;
  /** The agent is told that the folder is trusted, for this run. */
  readonly trusted: boolean;
}

/** An agent that runs hooks only in folders that a person trusts. */
export interface FolderTrust {
  /** Where it keeps that, below its home folder, and what it keeps. */
  readonly file: string;
  readonly text: (root: string) => string;
  /** What it does in others: its work without any hook, or nothing. */
  readonly otherwise: "without hooks" | "not at all";
}

/** How to start an agent on one prompt. */
export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A coding agent as it comes from npm, and how it is driven by a model of ours. Every key is the word `fake`. */
export interface RealAgent {
  readonly name: string;
  /** What `lockstep connect --agent` calls it. */
  readonly connection: string;
  readonly packages: readonly string[];
  /** Turns in which the model replaces `before` by `after` in a file, as this agent's tools take it. */
  edit(root: string, path: string, before: string, after: string): readonly Turn[];
  start(place: Place, prompt: string): Start;
  /** Where it keeps the conversation, below its home folder. */
  readonly transcripts: string;
  readonly trust?: FolderTrust;
  /** It goes on where its hook cannot be run: `lockstep doctor` says so. */
  readonly failsOpen?: true;
  /** False where its hooks come with the extension, and the repository has none. */
  readonly connects?: false;
}

const FAKE = "fake";

/** The agent mode of the editor, asked by a program of ours that opens one. */
const VSCODE = {
  connection: "vscode",
  packages: [],
  transcripts: "transcripts",
  edit: (root, path, before, after) => [
    {
      tool: "replace_string_in_file",
      args: { filePath: join(root, path), oldString: before, newString: after },
    },
  ],
  start: ({ root, home, url }, prompt) => ({
    program: process.execPath,
    args: ["--import", import.meta.resolve("tsx"), VSCODE_PROGRAM, root, home, url, prompt],
    env: {},
  }),
} as const satisfies Omit<RealAgent, "name">;

const OPENCODE_PROGRAM = fileURLToPath(new URL("opencode.ts", import.meta.url));
const VSCODE_PROGRAM = fileURLToPath(new URL("vscode.ts", import.meta.url));

export const AGENTS: readonly RealAgent[] = [
  { name: "VS Code, by its plugin", ...VSCODE, connects: false },
  { name: "VS Code, connected", ...VSCODE },
  {
    name: "Codex",
    connection: "codex",
    packages: ["@openai/codex@0.169.0"],
    transcripts: ".codex/sessions",
    edit: (_, path, before, after) => [
      {
        tool: "apply_patch",
        args: `*** Begin Patch\n*** Update File: ${path}\n@@\n-${before}\n+${after}\n*** End Patch\n`,
      },
    ],
    start({ installed, node, root, home, url }, prompt) {
      const config = [
        'model = "gpt-5.5"',
        'model_provider = "fake"',
        "[model_providers.fake]",
        'name = "fake"',
        `base_url = "${url}/v1"`,
        'wire_api = "responses"',
        `[projects."${root}"]`,
        'trust_level = "trusted"',
      ];
      write(join(home, ".codex/config.toml"), `${config.join("\n")}\n`);
      return {
        program: node,
        args: [
          join(installed, "node_modules/@openai/codex/bin/codex.js"),
          "exec",
          "--json",
          "--sandbox",
          "danger-full-access",
          // Trusting a hook is a person's act in Codex; this flag stands for it.
          "--dangerously-bypass-hook-trust",
          prompt,
        ],
        env: { CODEX_HOME: join(home, ".codex"), OPENAI_API_KEY: FAKE },
      };
    },
  },
  {
    name: "Claude Code",
    connection: "claude",
    packages: ["@anthropic-ai/claude-code@2.1.329"],
    transcripts: ".claude/projects",
    edit: (root, path, before, after) => [
      { tool: "Read", args: { file_path: join(root, path) } },
      { tool: "Edit", args: { file_path: join(root, path), old_string: before, new_string: after } },
    ],
    start: ({ installed, home, url }, prompt) => ({
      program: join(installed, "node_modules/@anthropic-ai/claude-code-linux-x64/claude"),
      args: ["-p", "--output-format", "stream-json", "--verbose", "--permission-mode", "acceptEdits", prompt],
      env: {
        ANTHROPIC_BASE_URL: url,
        ANTHROPIC_API_KEY: FAKE,
        CLAUDE_CONFIG_DIR: join(home, ".claude"),
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      },
    }),
  },
  {
    name: "Gemini CLI",
    connection: "gemini",
    packages: ["@google/gemini-cli@0.61.0"],
    transcripts: ".gemini",
    edit: (root, path, before, after) => [
      {
        tool: "replace",
        args: {
          file_path: join(root, path),
          old_string: before,
          new_string: after,
          instruction: "raise the limit",
        },
      },
    ],
    trust: {
      file: ".gemini/trustedFolders.json",
      text: (root) => JSON.stringify({ [root]: "TRUST_FOLDER" }),
      otherwise: "not at all",
    },
    failsOpen: true,
    start({ installed, node, home, url, trusted }, prompt) {
      const settings = { security: { auth: { selectedType: "gemini-api-key" } } };
      write(join(home, ".gemini/settings.json"), JSON.stringify(settings));
      return {
        program: node,
        args: [
          join(installed, "node_modules/@google/gemini-cli/bundle/gemini.js"),
          "--approval-mode",
          "yolo",
          "-p",
          prompt,
        ],
        env: {
          GOOGLE_GEMINI_BASE_URL: url,
          GEMINI_API_KEY: FAKE,
          ...(trusted ? { GEMINI_CLI_TRUST_WORKSPACE: "true" } : {}),
        },
      };
    },
  },
  {
    name: "Copilot CLI",
    connection: "copilot",
    packages: ["@github/copilot@1.0.102"],
    transcripts: ".copilot/session-state",
    edit: (root, path, before, after) => [
      { tool: "edit", args: { path: join(root, path), old_str: before, new_str: after } },
    ],
    trust: {
      file: ".copilot/config.json",
      text: (root) => JSON.stringify({ trusted_folders: [root] }),
      otherwise: "without hooks",
    },
    start: ({ installed, url, trusted }, prompt) => ({
      program: join(installed, "node_modules/@github/copilot-linux-x64/copilot"),
      args: [
        "-p",
        prompt,
        "--allow-all-tools",
        "--output-format",
        "json",
        ...(trusted ? ["--trust-folder"] : []),
      ],
      env: {
        COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
        COPILOT_PROVIDER_API_KEY: FAKE,
        COPILOT_MODEL: "gpt-4.1",
        COPILOT_OFFLINE: "true",
      },
    }),
  },
  {
    name: "OpenCode",
    connection: "opencode",
    packages: ["opencode-ai@1.18.33"],
    transcripts: ".local/share/opencode",
    edit: (root, path, before, after) => [
      { tool: "read", args: { filePath: join(root, path) } },
      { tool: "edit", args: { filePath: join(root, path), oldString: before, newString: after } },
    ],
    start({ installed, home, url }, prompt) {
      const config = {
        model: "fake/fake-model",
        small_model: "fake/fake-model",
        provider: {
          fake: {
            npm: "@ai-sdk/openai-compatible",
            options: { baseURL: `${url}/v1`, apiKey: FAKE },
            models: { "fake-model": { tool_call: true } },
          },
        },
      };
      write(join(home, ".config/opencode/opencode.json"), JSON.stringify(config));
      return {
        program: process.execPath,
        args: [
          "--import",
          import.meta.resolve("tsx"),
          OPENCODE_PROGRAM,
          join(installed, "node_modules/opencode-linux-x64/bin/opencode"),
          prompt,
        ],
        env: { OPENCODE_DISABLE_MODELS_FETCH: "1", OPENCODE_DISABLE_AUTOUPDATE: "1" },
      };
    },
  },
];

function write(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}
