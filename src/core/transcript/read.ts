/** One thing that happened in a conversation with an agent. Lines are the transcript file's, 1-based. */
export type Entry = { readonly line: number } &
  /** Somebody asked something. */
  (
    | { readonly is: "prompt"; readonly text: string }
    /** The agent said something. */
    | { readonly is: "said"; readonly text: string }
    /** The agent used a tool. */
    | {
        readonly is: "tool";
        readonly name: string;
        readonly input: unknown;
        /** It failed or was not allowed: nothing came of it. */
        readonly refused?: true;
        /** The transcript tells of no use what became of it: this one may have been refused. */
        readonly untold?: true;
      }
  );

type Fields = Readonly<Record<string, unknown>>;

/** An entry, and the message it is part of: later parts are added to it, a repeated one replaces it. */
interface Part {
  readonly entry: Entry;
  readonly message?: string;
  readonly replaces?: boolean;
  /** Names the use of a tool: what became of it is told later. */
  readonly call?: string;
}

/** Longer lines are left out. */
const LONGEST_LINE = 8 * 1024 * 1024;

/**
 * Reads the transcripts of Claude Code, Codex, Copilot CLI, VS Code and Gemini CLI: JSON lines, told apart by
 * their shape. Lines of other kinds, and lines that are no JSON, are passed over; never throws.
 */
export function readTranscript(text: string): readonly Entry[] {
  const kept: Part[] = [];
  const starts = new Map<string, number>();
  const refused = new Set<string>();
  for (const [at, line] of text.split("\n").entries()) {
    for (const call of refusedIn(line)) refused.add(call);
    for (const part of partsOf(line, at + 1)) {
      const { message, replaces } = part;
      const start = message === undefined ? undefined : starts.get(message);
      if (message !== undefined && replaces && start !== undefined) kept.splice(start);
      if (message !== undefined && (start === undefined || replaces === true))
        starts.set(message, kept.length);
      const last = kept.at(-1);
      if (
        message !== undefined &&
        last?.message === message &&
        last.entry.is === "said" &&
        part.entry.is === "said"
      )
        kept[kept.length - 1] = {
          ...last,
          entry: { ...last.entry, text: `${last.entry.text}\n${part.entry.text}` },
        };
      else kept.push(part);
    }
  }
  return kept.map(({ entry, call }) =>
    entry.is === "tool" && call !== undefined && refused.has(call) ? { ...entry, refused: true } : entry,
  );
}

/** The uses of tools of which a line says that nothing came. */
function refusedIn(line: string): readonly string[] {
  // Most lines say nothing of the kind, and are not parsed twice.
  if (line.length > LONGEST_LINE || !/"is_error"|blocked by|"success":\s?false/.test(line)) return [];
  const value = parsed(line);
  if (!isFields(value)) return [];
  const { type, message, payload, data } = value;
  if (type === "user" && isFields(message))
    return listOf(message["content"])
      .filter(isFields)
      .flatMap((block) => (block["is_error"] === true ? textOf(block["tool_use_id"]) : []));
  if (type === "response_item" && isFields(payload))
    return /^\w+ blocked by \w+ hook/.test(String(payload["output"])) ? textOf(payload["call_id"]) : [];
  if (type === "tool.execution_complete" && isFields(data))
    return data["success"] === false ? textOf(data["toolCallId"]) : [];
  return [];
}

function textOf(value: unknown): string[] {
  return typeof value === "string" ? [value] : [];
}

function called(id: unknown): { call?: string } {
  return typeof id === "string" ? { call: id } : {};
}

/** What the agent said last; `undefined` where it said nothing. */
export function lastMessageIn(text: string): string | undefined {
  return readTranscript(text).findLast((entry) => entry.is === "said")?.text;
}

function partsOf(line: string, at: number): readonly Part[] {
  if (line.trim() === "" || line.length > LONGEST_LINE) return [];
  const value = parsed(line);
  if (!isFields(value) || value["isSidechain"] === true) return [];
  const type = value["type"];
  if (type === "assistant" || type === "user") return claudeParts(value, at) ?? geminiParts(value, at);
  if (type === "response_item") return codexParts(value["payload"], at);
  if (type === "assistant.message" || type === "user.message") return copilotParts(value, at);
  if (type === "gemini") return geminiParts(value, at);
  return [];
}

function claudeParts({ type, message }: Fields, line: number): readonly Part[] | undefined {
  if (!isFields(message)) return undefined;
  const { content, id } = message;
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : listOf(content);
  const own = typeof id === "string" ? { message: id } : {};
  return blocks.filter(isFields).flatMap((block): Part[] => {
    if (block["type"] === "text" && typeof block["text"] === "string")
      return [{ ...own, entry: spoken(type === "assistant", block["text"], line) }];
    if (block["type"] === "tool_use")
      return [{ ...called(block["id"]), entry: used(block["name"], block["input"], line) }];
    return [];
  });
}

function codexParts(payload: unknown, line: number): readonly Part[] {
  if (!isFields(payload)) return [];
  const { type, role, content, name } = payload;
  const own = called(payload["call_id"]);
  if (type === "function_call") return [{ ...own, entry: used(name, fromJson(payload["arguments"]), line) }];
  if (type === "custom_tool_call") return [{ ...own, entry: used(name, payload["input"], line) }];
  if (type === "local_shell_call") return [{ entry: used("local_shell", payload["action"], line) }];
  if (type !== "message" || (role !== "assistant" && role !== "user")) return [];
  const texts = listOf(content)
    .filter(isFields)
    .flatMap((block) => (typeof block["text"] === "string" ? [block["text"]] : []));
  // What Codex itself puts before a prompt is in tags: `<environment_context>`.
  const said = texts.filter((text) => role === "assistant" || !/^\s*<[a-z_]+>/.test(text)).join("\n");
  return said === "" ? [] : [{ entry: spoken(role === "assistant", said, line) }];
}

function copilotParts({ type, data }: Fields, line: number): readonly Part[] {
  if (!isFields(data)) return [];
  const { content, toolRequests } = data;
  const said = typeof content === "string" && content !== "" ? content : undefined;
  return [
    ...(said === undefined ? [] : [{ entry: spoken(type === "assistant.message", said, line) }]),
    ...listOf(toolRequests)
      .filter(isFields)
      .map((tool) => ({
        ...called(tool["toolCallId"] ?? tool["id"]),
        // VS Code, which writes arguments as a text, calls a use that was refused a success too.
        entry: {
          ...used(tool["name"], fromJson(tool["arguments"]), line),
          ...(typeof tool["arguments"] === "string" ? UNTOLD : {}),
        },
      })),
  ];
}

function geminiParts({ type, id, content, toolCalls }: Fields, line: number): readonly Part[] {
  const own = typeof id === "string" ? { message: `gemini ${id}` } : {};
  const texts =
    typeof content === "string"
      ? [content]
      : listOf(content)
          .filter(isFields)
          .map(({ text }) => text);
  const said = texts.filter((text) => typeof text === "string").join("\n");
  const calls = listOf(toolCalls).filter(isFields);
  const parts: Part[] = [
    ...(said === "" ? [] : [{ ...own, entry: spoken(type === "gemini", said, line) }]),
    ...calls.map((tool) => ({
      ...own,
      entry: { ...used(tool["name"], tool["args"], line), ...(hasError(tool["result"]) ? REFUSED : {}) },
    })),
  ];
  // The same message is written again as it grows: the first part of the later one replaces all of the earlier.
  return parts.map((part, at) => (at === 0 ? { ...part, replaces: true } : part));
}

const REFUSED = { refused: true } as const;
const UNTOLD = { untold: true } as const;

/** Gemini tells with the call what came of it. */
function hasError(result: unknown): boolean {
  return listOf(result).some((one) => {
    const answer = isFields(one) ? one["functionResponse"] : undefined;
    const response = isFields(answer) ? answer["response"] : undefined;
    return isFields(response) && "error" in response;
  });
}

function spoken(byAgent: boolean, text: string, line: number): Entry {
  return { is: byAgent ? "said" : "prompt", text, line };
}

function used(name: unknown, input: unknown, line: number): Entry & { readonly is: "tool" } {
  return { is: "tool", name: typeof name === "string" ? name : "", input, line };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fromJson(value: unknown): unknown {
  return typeof value === "string" ? (parsed(value) ?? value) : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
