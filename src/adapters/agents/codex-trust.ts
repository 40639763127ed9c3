import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What Codex says of a hook: only what is trusted or managed runs. */
export interface CodexHook {
  readonly command: string;
  readonly trust: string;
  readonly enabled: boolean;
}

const PATIENCE = 10_000;

/** Asks Codex itself which hooks of a folder it would run; `undefined` where it cannot be asked. Nothing is trusted here. */
export function codexHooks(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly CodexHook[] | undefined> {
  return new Promise((resolve) => {
    const child = spawn("codex", ["app-server"], { cwd, env: { ...env }, stdio: ["pipe", "pipe", "ignore"] });
    const timer = setTimeout(() => end(undefined), PATIENCE);
    const end = (hooks: readonly CodexHook[] | undefined): void => {
      clearTimeout(timer);
      child.kill();
      resolve(hooks);
    };
    const send = (message: object): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
    child.once("error", () => end(undefined));
    child.once("close", () => end(undefined));
    child.stdin.on("error", () => undefined);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const answer = read(line);
      if (answer?.id === 1) {
        send({ method: "initialized" });
        send({ id: 2, method: "hooks/list", params: { cwds: [cwd] } });
      } else if (answer?.id === 2) end(answer.result === undefined ? undefined : hooksIn(answer.result));
    });
    const clientInfo = { name: "lockstep", title: "Lockstep", version: "1" };
    send({ id: 1, method: "initialize", params: { clientInfo } });
  });
}

function read(line: string): { readonly id?: unknown; readonly result?: unknown } | undefined {
  try {
    return JSON.parse(line) as { id?: unknown };
  } catch {
    return undefined;
  }
}

/** Every object that looks like a hook, wherever it stands in the answer. */
function hooksIn(value: unknown): CodexHook[] {
  if (Array.isArray(value)) return value.flatMap(hooksIn);
  if (typeof value !== "object" || value === null) return [];
  const { command, trustStatus, enabled } = value as Record<string, unknown>;
  if (typeof command === "string" && typeof trustStatus === "string")
    return [{ command, trust: trustStatus, enabled: enabled !== false }];
  return Object.values(value).flatMap(hooksIn);
}
