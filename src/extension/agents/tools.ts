import type { Actor } from "#core";
import { type ToolFacts, type ToolName, TOOLS } from "#manifest/tools";
import { type Desk, ToolTrouble } from "#tools/desk";
import { sayOutput, TOOL_NAMES, useTool } from "#tools/table";
import { sayTrouble } from "#views/troubles";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { saved } from "../verification/saved.ts";

const AGENT: Actor = { kind: "agent", name: "Chat", via: "vscode" };

/** The tools of agents, for the editor's own chat: the same table that the MCP server serves. */
export function registerTools(engines: Engines): vscode.Disposable {
  return vscode.Disposable.from(
    ...TOOL_NAMES.map((name) => vscode.lm.registerTool(name, new Tool(name, engines))),
  );
}

class Tool implements vscode.LanguageModelTool<object> {
  readonly #name: ToolName;
  readonly #facts: ToolFacts;
  readonly #engines: Engines;

  constructor(name: ToolName, engines: Engines) {
    this.#name = name;
    this.#facts = TOOLS[name];
    this.#engines = engines;
  }

  /** A confirmation asks whether something may be written or run. It never approves: it can be switched off. */
  prepareInvocation(): vscode.PreparedToolInvocation {
    const { title, description, progress, does } = this.#facts;
    const confirmationMessages = { title, message: description };
    return { invocationMessage: progress, ...(does === "reads" ? {} : { confirmationMessages }) };
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const read = this.#facts.input.safeParse(input);
    if (!read.success) throw new Error(read.error.issues.map(({ message }) => message).join("; "));
    const engine = await this.#engine();
    if (this.#facts.does === "runs" && !(await saved(engine)))
      throw new Error("Something is not saved, and what runs is what is on disk.");
    const aborter = new AbortController();
    const cancelled = token.onCancellationRequested(() => aborter.abort());
    try {
      const answer = await useTool(this.#name, read.data, deskOf(engine, aborter.signal));
      if (this.#facts.does !== "reads") await engine.check();
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(sayOutput(answer))]);
    } catch (error) {
      throw new Error(error instanceof ToolTrouble ? error.message : sayTrouble(error), { cause: error });
    } finally {
      cancelled.dispose();
    }
  }

  /** The repository of the file being edited, else the first. */
  async #engine(): Promise<Engine> {
    await this.#engines.open();
    const active = vscode.window.activeTextEditor?.document.uri;
    const engine = (active && this.#engines.of(active)) ?? this.#engines.all[0];
    if (!engine) throw new Error("No git repository is open, or the workspace is not trusted.");
    return engine;
  }
}

/** Whoever asks wants to know whether they may go on: judged as a gate, with what is not saved yet. */
function deskOf(engine: Engine, signal: AbortSignal): Desk {
  return {
    world: { ...engine.world, stage: "gate" },
    agent: AGENT,
    snapshot: async () => ({ ...(await engine.snapshot()), stage: "gate" }),
    signal,
  };
}
