import * as vscode from "vscode";
import type { Engines } from "./engines.ts";

/** How long reminders stay away. */
type Until =
  | { readonly is: "time"; readonly end: number }
  | { readonly is: "commit"; readonly heads: string };

/** Whether reminders are silenced in this window, and until when. */
export class Snooze {
  readonly #engines: Engines;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  #until: Until | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(engines: Engines) {
    this.#engines = engines;
    this.#subscription = engines.onDidChange(() => void this.#committed());
  }

  get on(): boolean {
    return this.#until !== undefined;
  }

  /** Asks how long; where reminders sleep already, wakes them. */
  async choose(): Promise<void> {
    if (this.on) return this.#end();
    const picked = await vscode.window.showQuickPick(
      [
        { label: "For 15 minutes", end: () => Date.now() + 15 * 60_000 },
        { label: "Until the next commit", end: undefined },
        { label: "For today", end: () => new Date().setHours(24, 0, 0, 0) },
      ],
      { title: "Snooze Reminders", placeHolder: "Findings, views and gates stay as they are." },
    );
    if (!picked) return;
    const end = picked.end?.();
    this.#until = end === undefined ? { is: "commit", heads: await this.#heads() } : { is: "time", end };
    if (end !== undefined) this.#timer = setTimeout(() => this.#end(), end - Date.now());
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#until = undefined;
    this.#changed.fire();
  }

  async #committed(): Promise<void> {
    const until = this.#until;
    if (until?.is === "commit" && (await this.#heads()) !== until.heads && this.#until === until) this.#end();
  }

  /** What every repository stands on. */
  async #heads(): Promise<string> {
    const heads = await Promise.all(
      this.#engines.all.map(({ world }) => world.repository.head().catch(() => undefined)),
    );
    return heads.map((head) => head?.sha ?? "").join(" ");
  }
}
