import { statusOf } from "#views/status";
import { sayTrouble } from "#views/troubles";
import * as vscode from "vscode";
import type { Engine } from "./engine.ts";
import type { Engines } from "./engines.ts";
import type { Snooze } from "./snooze.ts";

/** A check that takes longer shows a turning icon, in milliseconds. */
const PATIENCE = 500;

/** The one status-bar item: what is owed, and the way to the next step. */
export class StatusBar {
  readonly #engines: Engines;
  readonly #snooze: Snooze;
  readonly #item = vscode.window.createStatusBarItem("lockstep.gate", vscode.StatusBarAlignment.Left, 50);
  #slow: NodeJS.Timeout | undefined;

  constructor(engines: Engines, snooze: Snooze) {
    this.#engines = engines;
    this.#snooze = snooze;
    this.#item.name = "Lockstep Gate";
    this.#item.command = "lockstep.showGate";
  }

  /** Draws the repository of the active editor; without one the first that owes something, or the first. */
  draw(): void {
    clearTimeout(this.#slow);
    const engine = this.#engineShown();
    const { "statusBar.show": when } = this.#engines.settings();
    if (!engine || when === "never") return this.#item.hide();
    const { state } = engine;
    if (engine.checking) this.#slow = setTimeout(() => (this.#item.text = "$(sync~spin) Lockstep"), PATIENCE);
    if (state.is === "reading") return;
    if (state.is === "trouble") {
      this.#item.text = "$(error) Lockstep";
      this.#item.tooltip = sayTrouble(state.cause);
      this.#item.accessibilityInformation = { label: `Lockstep: ${sayTrouble(state.cause)}` };
      this.#item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
      return this.#item.show();
    }
    const { text, tooltip, spoken, background } = statusOf(state.verdict);
    if (when === "whenOwed" && !background && !owes(engine)) return this.#item.hide();
    this.#item.text = this.#snooze.on ? text.replace(/^\$\([^)]*\)/, "$(bell-slash)") : text;
    this.#item.tooltip = new vscode.MarkdownString(tooltip, true);
    this.#item.accessibilityInformation = {
      label: this.#snooze.on ? `${spoken}, reminders snoozed` : spoken,
    };
    this.#item.backgroundColor = background
      ? new vscode.ThemeColor(`statusBarItem.${background}Background`)
      : undefined;
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#slow);
    this.#item.dispose();
  }

  #engineShown(): Engine | undefined {
    const active = vscode.window.activeTextEditor?.document.uri;
    const { all } = this.#engines;
    return (active && this.#engines.of(active)) ?? all.find(owes) ?? all[0];
  }
}

function owes({ state }: Engine): boolean {
  return state.is === "verdict" && state.verdict.surfaces.some((surface) => surface.state === "owed");
}
