import type * as vscode from "vscode";

/** So many lines are remembered. */
const MOST = 200;

/** The extension's log, with its last lines at hand for whoever reports a bug. */
export class Log {
  readonly #channel: vscode.LogOutputChannel;
  readonly #tail: string[] = [];

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel;
  }

  /** The last entries, oldest first; `debug` ones too, whatever the channel's level leaves out. */
  get tail(): readonly string[] {
    return this.#tail;
  }

  debug(text: string): void {
    this.#keep("debug", text);
    this.#channel.debug(text);
  }

  info(text: string): void {
    this.#keep("info", text);
    this.#channel.info(text);
  }

  warn(text: string): void {
    this.#keep("warn", text);
    this.#channel.warn(text);
  }

  /** Something failed that should not have. */
  failed(cause: unknown): void {
    const error = cause instanceof Error ? cause : String(cause);
    this.#keep("error", typeof error === "string" ? error : (error.stack ?? error.message));
    this.#channel.error(error);
  }

  show(): void {
    this.#channel.show();
  }

  #keep(level: string, text: string): void {
    this.#tail.push(`${new Date().toISOString()} ${level} ${text}`);
    if (this.#tail.length > MOST) this.#tail.shift();
  }
}
