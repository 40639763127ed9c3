import { spawn } from "node:child_process";
import { unarmored } from "./sshsig.ts";

/** A person needs time to find the key, type a passphrase, touch it. */
const PATIENCE_MS = 120_000;
const LONGEST_OUTPUT = 64 * 1024;

/** What came of asking `ssh-keygen` for a signature. */
export type Signed =
  | { readonly is: "signed"; readonly base64: string }
  | { readonly is: "failed"; readonly reason: string };

export interface SigningRequest {
  /** The private key; or the public half of one that an agent or a hardware key holds. */
  readonly keyFile: string;
  readonly namespace: string;
  readonly message: string;
  /** Hears what `ssh-keygen` has to say to the person: "Confirm user presence for key …". */
  readonly tell?: (text: string) => void;
  readonly program?: string;
}

/**
 * Lets the person's own key sign, through `ssh-keygen -Y sign`: it asks for the passphrase on the
 * terminal and waits for the touch. Never throws.
 */
export function signWithSshKeygen({
  keyFile,
  namespace,
  message,
  tell,
  program = "ssh-keygen",
}: SigningRequest): Promise<Signed> {
  return new Promise((resolve) => {
    const child = spawn(program, ["-Y", "sign", "-n", namespace, "-f", keyFile]);
    // Node's own `timeout` keeps a process alive that could not start its child.
    const patience = setTimeout(() => child.kill(), PATIENCE_MS);
    const settle = (signed: Signed): void => {
      clearTimeout(patience);
      resolve(signed);
    };
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out = (out + chunk.toString("latin1")).slice(0, LONGEST_OUTPUT);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err = (err + chunk.toString("utf8")).slice(-LONGEST_OUTPUT);
      tell?.(chunk.toString("utf8"));
    });
    child.stdin.on("error", () => undefined);
    child.on("error", (error) => settle({ is: "failed", reason: `ssh-keygen: ${error.message}` }));
    child.on("close", (code) => {
      const base64 = code === 0 ? unarmored(out) : undefined;
      if (base64 !== undefined) settle({ is: "signed", base64 });
      else settle({ is: "failed", reason: lastLine(err) || `ssh-keygen ended with ${code ?? "a signal"}` });
    });
    child.stdin.end(message);
  });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
