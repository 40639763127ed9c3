import { spawn } from "node:child_process";

/** What became of a hook that was asked about an edit it has to refuse. */
export type CanaryEnd =
  | { readonly is: "refused" }
  | { readonly is: "passed" }
  | { readonly is: "failed"; readonly says: string };

const PATIENCE = 15_000;

/** Runs the very command that an agent's settings name, as the agent would: through the shell, with the call on standard input. */
export function runCanary(
  command: string,
  call: object,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<CanaryEnd> {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd, env: { ...env }, shell: true, stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString().slice(0, 100_000)));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString().slice(0, 10_000)));
    const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    child.once("error", ({ message }) => resolve({ is: "failed", says: message }));
    child.once("close", (exit) => {
      clearTimeout(timer);
      if (exit === 0) return resolve({ is: /"(?:deny|block)"/.test(out) ? "refused" : "passed" });
      const first = err.trim().split("\n", 1)[0] ?? "";
      return resolve({ is: "failed", says: first === "" ? `it ended with ${exit ?? "a signal"}` : first });
    });
    // A command that is not there reads nothing.
    child.stdin.on("error", () => undefined);
    child.stdin.end(JSON.stringify(call));
  });
}
