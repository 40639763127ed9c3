import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { installed } from "./installed.ts";
import { endWithUs } from "./processes.ts";
import { quietSettings } from "./settings.ts";
import { tempFolder } from "./temp.ts";

export interface EditorOptions {
  /** The folder (or .code-workspace file) to open. */
  readonly workspace: string;
  /** The extension's folder; none when left out. */
  readonly extension?: string;
  /**
   * true: the extension is installed as a user would have it. Default false: it is under development, which is what
   * `tests` need; such a window keeps its notifications in the notification centre instead of popping them up.
   */
  readonly asUser?: boolean;
  /** User settings, on top of `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Further files of the user's own folder, beside the settings: their texts by name. */
  readonly userFiles?: Readonly<Record<string, string>>;
  /** false: the workspace opens in Restricted Mode. Default true. */
  readonly trust?: boolean;
  /** Folders of unpacked extensions, installed as a user's own would be. */
  readonly extraExtensions?: readonly string[];
  /** Variables added to the environment of the server and its extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Keep serving when no window is connected. Default false: it ends by itself 5 minutes after the last one. */
  readonly keepServing?: boolean;
}

/** A VS Code server with fresh, empty user data. */
export interface Editor {
  readonly workspace: string;
  /** Where its user's settings and storage are. */
  readonly userData: string;
  /** The address of the workbench; with `tests` (a cjs file exporting `run`) that suite is run in its extension host. */
  url(payload?: { readonly tests?: string }): string;
  /** What the server said so far. */
  output(): string;
  /** Kills the server with all it started and removes its data. */
  close(): Promise<void>;
}

/** Starts VS Code's server on a free loopback port; resolves when it answers, rejects with its output when it does not. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const { node, server } = installed();
  const temp = tempFolder("lockstep-editor");
  const home = temp.path;
  const dirs = { user: join(home, "user"), extensions: join(home, "extensions"), data: join(home, "data") };
  await mkdir(join(dirs.user, "User"), { recursive: true });
  await writeFile(
    join(dirs.user, "User", "settings.json"),
    JSON.stringify({ ...quietSettings, ...options.settings }),
  );
  for (const [name, text] of Object.entries(options.userFiles ?? {}))
    await writeFile(join(dirs.user, "User", name), text);
  await mkdir(dirs.extensions);
  for (const folder of options.extraExtensions ?? []) {
    await cp(folder, join(dirs.extensions, basename(folder)), { recursive: true });
  }
  if (options.asUser && options.extension) {
    await symlink(resolve(options.extension), join(dirs.extensions, "under-development"), "junction");
  }

  const child = spawn(node, [server, ...serverFlags(dirs, options)], {
    detached: process.platform !== "win32",
    env: { ...process.env, XDG_CONFIG_HOME: join(home, "config"), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = endWithUs(child);
  const close = async () => {
    await kill();
    temp.remove();
  };
  const heard: string[] = [];
  try {
    const port = await listening(child, heard);
    const workspace = resolve(options.workspace);
    return {
      workspace,
      userData: dirs.user,
      url: (payload = {}) =>
        address(port, workspace, options.asUser ? undefined : options.extension, payload.tests),
      output: () => heard.join(""),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function serverFlags(
  dirs: { user: string; extensions: string; data: string },
  options: EditorOptions,
): string[] {
  const { trust = true, asUser = false, keepServing = false } = options;
  const flags = [
    "--host=127.0.0.1",
    "--port=0",
    "--without-connection-token",
    "--accept-server-license-terms",
  ];
  flags.push(
    `--user-data-dir=${dirs.user}`,
    `--extensions-dir=${dirs.extensions}`,
    `--server-data-dir=${dirs.data}`,
  );
  flags.push("--telemetry-level=off");
  // Without the driver flag a built workbench ignores the extension under development.
  if (!asUser) flags.push("--enable-smoke-test-driver");
  if (trust) flags.push("--disable-workspace-trust");
  if (!keepServing) flags.push("--enable-remote-auto-shutdown", "--reconnection-grace-time=60");
  return flags;
}

/** Waits for the server's "available at" and gives its port; goes on collecting what it says. */
function listening(child: ChildProcess, heard: string[]): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const fail = (why: string) => reject(new Error(`VS Code's server ${why}. It said:\n${heard.join("")}`));
    const timer = setTimeout(() => fail("was not available within 60 s"), 60_000);
    const hear = (chunk: Buffer) => {
      heard.push(chunk.toString());
      const port = /available at http:\/\/[^:]+:(\d+)/.exec(heard.join(""))?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolvePort(Number(port));
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", (error) => fail(`did not start: ${error.message}`));
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

function address(port: number, workspace: string, extension?: string, tests?: string): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${urlPath(resolve(path))}`;
  const payload = [["skipWelcome", "true"]];
  if (extension) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests) payload.push(["extensionTestsPath", remote(tests)]);
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set(workspace.endsWith(".code-workspace") ? "workspace" : "folder", urlPath(workspace));
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

/** A path as it stands in a URL: forward slashes, one of them in front. */
function urlPath(path: string): string {
  return `/${path.replaceAll("\\", "/").replace(/^\//, "")}`;
}
