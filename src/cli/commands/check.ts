import { exitOf } from "../exit-of.ts";
import { failsOn } from "../fail-on.ts";
import { printerFor } from "../formats.ts";
import { paintFor } from "../terminal.ts";
import type { Handler } from "./handler.ts";
import { judged } from "./judged.ts";

export const check: Handler = async (call, terminal) => {
  const print = printerFor(call.options);
  const fails = failsOn(call.options);
  const verdict = await judged(call, terminal);
  terminal.out.write(print(verdict, paintFor(terminal, call.options)));
  return exitOf(verdict, fails);
};
