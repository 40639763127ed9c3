import { prepareApproval } from "#acts/approve";
import { agentMarks } from "#adapters/agent-marks";
import { recordApproval } from "#adapters/approve";
import { signWithSshKeygen } from "#adapters/signing/ssh-keygen";
import { APPROVAL_NAMESPACE } from "#adapters/signing/sshsig";
import { check } from "#check";
import { judge, TIER_NAMES } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Call } from "../arguments.ts";
import { UsageError } from "../commands/handler.ts";
import { openWorld } from "../commands/judged.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Approves a phase: a person at a terminal reads what it stands on, types the phase's number, and signs with a key
 * of their own. A pipe gets nothing; what the signature is worth is the key's to show, and is printed.
 */
export async function approve(call: Call, terminal: Terminal, phase: number): Promise<number> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY)
    throw new UsageError("Only a person at a terminal approves; nothing was read from a pipe.");
  const { key } = call.options;
  if (key === undefined)
    throw new UsageError(
      "Name the key to sign with: --key ~/.ssh/id_ed25519_sk. Without one nothing is approved here.",
    );
  const world = await openWorld(call, terminal);
  try {
    const snapshot = await gather(world, createMemory());
    const act = prepareApproval(snapshot, judge(snapshot), phase, { marks: agentMarks(terminal.env) });
    if ("refused" in act) throw new UsageError(act.refused);
    terminal.out.write(
      `${act.shown
        .split("\n")
        .map((line) => plain(line, 400))
        .join("\n")}\n\n`,
    );
    const lines = createInterface({ input: stdin, output: stdout });
    const typed = await lines.question(`Type ${phase} to approve phase ${phase}: `);
    lines.close();
    if (typed.trim() !== String(phase)) {
      terminal.out.write("Not approved.\n");
      return EXIT.gateClosed;
    }
    const keyFile = resolve(terminal.cwd, key);
    const event = await recordApproval(world.repository, act, await world.actor(), async (message) => {
      const signed = await signWithSshKeygen({
        keyFile,
        namespace: APPROVAL_NAMESPACE,
        message,
        tell: (text) => terminal.err.write(text),
      });
      if (signed.is === "failed") throw new UsageError(`Nothing was recorded: ${plain(signed.reason, 300)}`);
      return signed.base64;
    });
    world.moved();
    const now = (await check(world, createMemory())).gates.find((gate) => gate.phase === phase);
    const worth = now?.approval?.id === event.id ? TIER_NAMES[now.approval.tier] : undefined;
    terminal.out.write(
      worth === undefined
        ? `Recorded, and the gate stays closed: ${plain(now?.asks[0]?.text ?? "", 300)}.\n`
        : `Approved: ${worth}.\n`,
    );
    return worth === undefined ? EXIT.gateClosed : EXIT.inStep;
  } finally {
    await world.close();
  }
}
