import type { CommandId } from "#manifest/commands";
import { type Reminder, remindersOf } from "#views/reminders";
import * as vscode from "vscode";
import type { Engine } from "./engine.ts";
import type { Engines } from "./engines.ts";
import type { Snooze } from "./snooze.ts";
import { uriOf } from "./uris.ts";

/** Where it is kept what was told already, so that a window that opens again says nothing twice. */
const TOLD = "reminders";

/** So many are remembered. */
const MOST = 200;

/** Refusals of agents are told no more often than this, in milliseconds. */
const BETWEEN_REFUSALS = 10 * 60_000;

/** The first button of a notification, and what it does. */
const ACTIONS = {
  approval: ["Review", "lockstep.reviewPhase"],
  stale: ["Show What Changed", "lockstep.compareApproved"],
  blocked: ["Show Gate", "lockstep.showGate"],
  configuration: ["Show", "lockstep.showConfigProblem"],
} as const satisfies Record<Reminder["about"], readonly [string, CommandId]>;

export interface RemindersOptions {
  readonly context: vscode.ExtensionContext;
  readonly engines: Engines;
  readonly snooze: Snooze;
  /** Whether the window shows the gates anyway. */
  gatesInSight(): boolean;
}

/** Tells a person, once for each piece of news, what waits for them and the window does not show. */
export class Reminders {
  readonly #options: RemindersOptions;
  readonly #subscriptions: readonly vscode.Disposable[];
  #refusalTold = Number.NEGATIVE_INFINITY;

  constructor(options: RemindersOptions) {
    this.#options = options;
    const { engines, snooze } = options;
    this.#subscriptions = [engines.onDidChange(() => this.#look()), snooze.onDidChange(() => this.#look())];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #look(): void {
    const { engines, snooze } = this.#options;
    if (snooze.on || engines.settings().reminders === "never") return;
    for (const engine of engines.all) {
      if (engine.state.is !== "verdict" || engine.checking) continue;
      for (const reminder of remindersOf(engine.state.verdict)) this.#consider(reminder, engine);
    }
  }

  #consider(reminder: Reminder, engine: Engine): void {
    const state = this.#options.context.workspaceState;
    const told = state.get<readonly string[]>(TOLD) ?? [];
    if (told.includes(reminder.id)) return;
    if (reminder.about === "blocked" && Date.now() - this.#refusalTold < BETWEEN_REFUSALS) return;
    void state.update(TOLD, [...told, reminder.id].slice(-MOST));
    if (this.#inSight(reminder, engine)) return;
    if (reminder.about === "blocked") this.#refusalTold = Date.now();
    void this.#tell(reminder, engine);
  }

  async #tell({ about, says, phase }: Reminder, { root }: Engine): Promise<void> {
    const [action, command] = ACTIONS[about];
    const snooze = "Snooze…";
    const answer = await vscode.window.showInformationMessage(`Lockstep: ${says}`, action, snooze);
    if (answer === snooze) await this.#options.snooze.choose();
    else if (answer === action) await vscode.commands.executeCommand(command, { root, phase });
  }

  /** Whether a person sees it already: the gates, or the document it is about, in a window they look at. */
  #inSight({ about, place }: Reminder, { root }: Engine): boolean {
    if (!vscode.window.state.focused) return false;
    if (about !== "configuration" && this.#options.gatesInSight()) return true;
    const uri = place && uriOf(root, place.path).toString();
    return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri);
  }
}
