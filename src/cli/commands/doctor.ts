import { diagnose } from "#adapters/diagnose";
import { EXIT } from "#manifest/cli";
import { toDoctorText } from "#views/doctor";
import { resolve } from "node:path";
import { findHome } from "../home.ts";
import { paintFor } from "../terminal.ts";
import type { Handler } from "./handler.ts";
import { formatOf } from "./judged.ts";

export const doctor: Handler = async (call, terminal) => {
  const format = formatOf(call.options);
  const folder = resolve(terminal.cwd, call.options.cwd ?? ".");
  const checks = await diagnose({ folder, home: findHome(), env: terminal.env });
  const paint = paintFor(terminal, call.options);
  terminal.out.write(
    format === "json" ? `${JSON.stringify({ version: 1, checks }, null, 2)}\n` : toDoctorText(checks, paint),
  );
  return checks.some(({ state }) => state === "bad") ? EXIT.badInput : EXIT.inStep;
};
