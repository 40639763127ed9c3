import * as vscode from "vscode";

/** What a run in a terminal may do there. */
export interface Shown {
  write(text: string | Buffer): void;
  /** The terminal was closed, or its task was ended. */
  readonly signal: AbortSignal;
}

/**
 * A terminal that shows what `run` writes and closes with what it answers, which a task takes for its exit status.
 * Its errors are shown where the output would be.
 */
export function terminalOf(run: (shown: Shown) => Promise<number>): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const aborter = new AbortController();
  const decoder = new TextDecoder();
  const write = (text: string | Buffer): void => {
    const said = typeof text === "string" ? text : decoder.decode(text, { stream: true });
    written.fire(said.replaceAll(/\r?\n/g, "\r\n"));
  };
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() {
      run({ write, signal: aborter.signal })
        .catch((cause: unknown) => {
          write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
          return 1;
        })
        .then((status) => closed.fire(status))
        .catch(() => undefined);
    },
    close: () => aborter.abort(),
    handleInput(data) {
      if (data === CONTROL_C) aborter.abort();
    },
  };
}

const CONTROL_C = "\u0003";
