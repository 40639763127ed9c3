import { type Decoration, decorationsOf } from "#views/decorations";
import * as vscode from "vscode";
import type { Engines } from "./engines.ts";
import { uriOf } from "./uris.ts";

/** Marks files in the Explorer, in tabs and wherever else the editor lists them. */
export class Decorations implements vscode.FileDecorationProvider {
  readonly #engines: Engines;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];
  #marks = new Map<string, Decoration>();

  constructor(engines: Engines) {
    this.#engines = engines;
    this.#subscriptions = [
      this.#changed,
      engines.onDidChange(() => this.#draw()),
      vscode.window.registerFileDecorationProvider(this),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const mark = this.#marks.get(uri.toString());
    if (!mark) return undefined;
    const drawn = new vscode.FileDecoration(mark.badge, mark.tooltip, new vscode.ThemeColor(mark.color));
    drawn.propagate = mark.propagate;
    return drawn;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Tells the editor of the files only whose mark is another. */
  #draw(): void {
    const before = this.#marks;
    this.#marks = this.#wanted();
    const moved = [...new Set([...before.keys(), ...this.#marks.keys()])].filter(
      (uri) => before.get(uri)?.tooltip !== this.#marks.get(uri)?.tooltip,
    );
    if (moved.length > 0) this.#changed.fire(moved.map((uri) => vscode.Uri.parse(uri)));
  }

  #wanted(): Map<string, Decoration> {
    if (!this.#engines.settings()["decorations.explorer"]) return new Map();
    return new Map(
      this.#engines.all.flatMap(({ root, state }) =>
        state.is === "verdict"
          ? [...decorationsOf(state.verdict)].map(
              ([path, mark]) => [uriOf(root, path).toString(), mark] as const,
            )
          : [],
      ),
    );
  }
}
