export type Level = "debug" | "info" | "warn" | "error";

export interface Logger {
  debug(msg: string, fields?: object): void;
  info(msg: string, fields?: object): void;
  warn(msg: string, fields?: object): void;
  error(msg: string, fields?: object): void;
}

const ORDER: readonly Level[] = ["debug", "info", "warn", "error"];
const REDACTED_KEYS: readonly string[] = ["phone", "to", "body"];

/** One JSON object per line, on standard error, so that standard output stays free for results. */
export function createLogger(
  level: Level,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Logger {
  const at =
    (own: Level) =>
    (msg: string, fields: object = {}) => {
      if (ORDER.indexOf(own) < ORDER.indexOf(level)) return;
      const entry = { time: new Date().toISOString(), level: own, msg, ...redact(fields) };
      write(`${JSON.stringify(entry)}\n`);
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function redact(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, REDACTED_KEYS.includes(key) ? "[redacted]" : value]),
  );
}
