import type { CliCommand } from "#manifest/cli";
import { assume } from "./commands/assume.ts";
import { audit, rubric } from "./commands/audit.ts";
import { check } from "./commands/check.ts";
import { close } from "./commands/close.ts";
import { doctor } from "./commands/doctor.ts";
import { evidence } from "./commands/evidence.ts";
import { explain } from "./commands/explain.ts";
import { gate } from "./commands/gate.ts";
import type { Handler } from "./commands/handler.ts";
import { impact } from "./commands/impact.ts";
import { connect } from "./commands/connect.ts";
import { hook } from "./commands/hook.ts";
import { hooks } from "./commands/hooks.ts";
import { init } from "./commands/init.ts";
import { lintTranscript } from "./commands/lint-transcript.ts";
import { mcp } from "./commands/mcp.ts";
import { next } from "./commands/next.ts";
import { notNeeded } from "./commands/not-needed.ts";
import { protocol } from "./commands/protocol.ts";
import { replay } from "./commands/replay.ts";
import { report } from "./commands/report.ts";
import { schema } from "./commands/schema.ts";
import { start } from "./commands/start.ts";
import { status } from "./commands/status.ts";
import { stillTrue } from "./commands/still-true.ts";
import { track } from "./commands/track.ts";
import { verify } from "./commands/verify.ts";

/** What carries out each command. */
export const HANDLERS = {
  check,
  status,
  next,
  start,
  close,
  track,
  gate,
  assume,
  "not-needed": notNeeded,
  "still-true": stillTrue,
  verify,
  audit,
  rubric,
  report,
  evidence,
  impact,
  replay,
  init,
  protocol,
  connect,
  hooks,
  "lint-transcript": lintTranscript,
  hook,
  mcp,
  explain,
  schema,
  doctor,
} as const satisfies { readonly [Name in CliCommand]: Handler };
