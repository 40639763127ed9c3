import { Transform, type TransformCallback } from "node:stream";

/** Bytes of one message; a longer one is refused and passed over. */
export const LONGEST_MESSAGE = 1024 * 1024;

/** A message that cannot be one, told to the client in the words of JSON-RPC. */
export interface Refusal {
  readonly jsonrpc: "2.0";
  readonly id: string | number | null;
  readonly error: { readonly code: -32700 | -32600; readonly message: string };
}

/**
 * Lets only whole JSON-RPC messages through, a line each. What is none is answered through `refuse`, where
 * the protocol's own library would say nothing or hang up.
 */
export function onlyMessages(refuse: (refusal: Refusal) => void): Transform {
  let kept: Buffer[] = [];
  let size = 0;
  let tooLong = false;
  const say = (code: Refusal["error"]["code"], message: string, id: string | number | null = null): void =>
    refuse({ jsonrpc: "2.0", id, error: { code, message } });
  const end = (stream: Transform): void => {
    const line = Buffer.concat(kept);
    const long = tooLong;
    kept = [];
    size = 0;
    tooLong = false;
    if (long) return say(-32600, `A message may have ${LONGEST_MESSAGE} bytes at most.`);
    const text = line.toString("utf8").trim();
    if (text === "") return;
    const found = messageIn(text);
    if (found === "no-json") return say(-32700, "This line is no JSON.");
    if (found.is === "message") stream.push(`${text}\n`);
    else say(-32600, "This line is no JSON-RPC message.", found.id);
  };
  return new Transform({
    transform(chunk: Buffer, _: string, done: TransformCallback) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        keep(chunk.subarray(from, at));
        end(this);
        from = at + 1;
      }
      keep(chunk.subarray(from));
      done();
    },
    flush(done: TransformCallback) {
      end(this);
      done();
    },
  });

  function keep(part: Buffer): void {
    size += part.length;
    tooLong ||= size > LONGEST_MESSAGE;
    if (tooLong) kept = [];
    else if (part.length > 0) kept.push(part);
  }
}

function messageIn(
  text: string,
): "no-json" | { is: "message" } | { is: "other"; id: string | number | null } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "no-json";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { is: "other", id: null };
  const { jsonrpc, method, id } = value as Record<string, unknown>;
  const named = typeof id === "string" || typeof id === "number" ? id : null;
  const asks = typeof method === "string" && (id === undefined || named !== null);
  const answers = named !== null && ("result" in value || "error" in value);
  return jsonrpc === "2.0" && (asks || answers) ? { is: "message" } : { is: "other", id: named };
}
