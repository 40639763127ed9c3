import { itemsOf, planEvidence } from "#acts/evidence";
import type { Plan } from "#acts/plan";
import { filesOf, grounded } from "#adapters/grounding";
import { parseClaims, pinWritten } from "#core";
import { plain } from "#views/plain";
import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { carryOut } from "./carry-out.ts";
import { UsageError } from "./handler.ts";
import { formatOf } from "./judged.ts";

/** Records that lines are evidence for an item of the self-audit. */
export async function addEvidence(
  [written, ...rest]: readonly string[],
  call: Call,
  terminal: Terminal,
): Promise<number> {
  if (written === undefined || rest.length > 0)
    throw new UsageError('Name lines and the item: lockstep evidence add <path:line> --item "<item>".');
  const { item = "", reason } = call.options;
  const say = formatOf(call.options) === "json" ? jsonOf : said;
  return carryOut(
    call,
    terminal,
    async ({ world, snapshot }) => {
      const { after } = await world.compare();
      const index = await filesOf(after, snapshot);
      const named = parseClaims(written, (path) => index.resolve(path).length > 0);
      const paths = named.flatMap((claim) => ("path" in claim ? index.resolve(claim.path) : []));
      const pinned = pinWritten(written, await grounded(after, snapshot, paths));
      return planEvidence(item, pinned, itemsOf(snapshot.protocol), reason);
    },
    say,
  );
}

function said({ title }: Plan): string {
  return `Recorded: ${plain(title, 400)}.\n`;
}

function jsonOf({ records }: Plan): string {
  return `${JSON.stringify({ version: 1, recorded: records }, null, 2)}\n`;
}
