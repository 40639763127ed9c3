import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the model says at one turn: a text, a tool it uses, or both. */
export interface Turn {
  readonly text?: string;
  readonly tool?: string;
  /** The tool's arguments; a text for a tool that takes one. */
  readonly args?: object | string;
}

/** One request of an agent that the script answered. */
export interface Asked {
  readonly tools: readonly string[];
  /** The request's body as it came. */
  readonly body: string;
}

/** A model on 127.0.0.1 that says what it was told to, in four vendors' dialects. */
export interface FakeModel {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): void;
}

type Json = Record<string, unknown>;
type Answer = (turn: Turn, at: number, body: Json, response: ServerResponse) => void;

/** By the request's path: OpenAI Responses and Chat Completions, Anthropic Messages, Gemini. */
const DIALECTS: readonly (readonly [RegExp, Answer])[] = [
  [/\/responses$/, responses],
  [/\/messages$/, messages],
  [/generateContent/i, gemini],
  [/\/chat\/completions$/, completions],
];

/** @param turns said one after the other; the last one again where more is asked */
export async function startFakeModel(turns: readonly Turn[]): Promise<FakeModel> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const path = (request.url ?? "").split("?")[0]!;
    const body = parsed(text);
    const dialect = DIALECTS.find(([pattern]) => pattern.test(path))?.[1];
    if (dialect && request.method === "POST") {
      const tools = toolsIn(body);
      // Requests without tools are asides: a title, a summary.
      const turn = tools.length === 0 ? { text: "ok" } : turns[Math.min(asked.length, turns.length - 1)]!;
      if (tools.length > 0) asked.push({ tools, body: text });
      return dialect(turn, asked.length, body, response);
    }
    if (/count_tokens|countTokens/.test(path)) return json(response, { input_tokens: 10, totalTokens: 10 });
    if (/\/models/.test(path)) return json(response, { object: "list", data: [], models: [] });
    response.writeHead(404, { "content-type": "application/json" });
    response.end('{"error":{"message":"not found"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function responses(turn: Turn, at: number, _: Json, response: ServerResponse): void {
  const call = { id: `fc_${at}`, call_id: `call_${at}`, name: turn.tool };
  const output = [
    ...(turn.text === undefined
      ? []
      : [
          {
            type: "message",
            role: "assistant",
            id: `msg_${at}`,
            content: [{ type: "output_text", text: turn.text }],
          },
        ]),
    ...(turn.tool === undefined
      ? []
      : typeof turn.args === "string"
        ? [{ type: "custom_tool_call", ...call, input: turn.args }]
        : [{ type: "function_call", ...call, arguments: JSON.stringify(turn.args ?? {}) }]),
  ];
  const usage = {
    input_tokens: 10,
    input_tokens_details: null,
    output_tokens: 5,
    output_tokens_details: null,
    total_tokens: 15,
  };
  const id = `resp_${at}`;
  streamed(response, [
    { type: "response.created", response: { id } },
    ...output.flatMap((item, index) => [
      { type: "response.output_item.added", output_index: index, item },
      { type: "response.output_item.done", output_index: index, item },
    ]),
    { type: "response.completed", response: { id, output, usage } },
  ]);
}

function messages(turn: Turn, at: number, { model, stream }: Json, response: ServerResponse): void {
  const blocks = [
    ...(turn.text === undefined ? [] : [{ type: "text", text: turn.text }]),
    ...(turn.tool === undefined
      ? []
      : [
          {
            type: "tool_use",
            id: `toolu_${String(at).padStart(6, "0")}`,
            name: turn.tool,
            input: turn.args ?? {},
          },
        ]),
  ];
  const stop_reason = turn.tool === undefined ? "end_turn" : "tool_use";
  const message = { id: `msg_${at}`, type: "message", role: "assistant", model, stop_sequence: null };
  if (stream !== true)
    return json(response, {
      ...message,
      content: blocks,
      stop_reason,
      usage: { input_tokens: 10, output_tokens: 5 },
    });
  streamed(response, [
    {
      type: "message_start",
      message: { ...message, content: [], stop_reason: null, usage: { input_tokens: 10, output_tokens: 1 } },
    },
    ...blocks.flatMap((block, index) => [
      {
        type: "content_block_start",
        index,
        content_block: "text" in block ? { ...block, text: "" } : { ...block, input: {} },
      },
      {
        type: "content_block_delta",
        index,
        delta:
          "text" in block
            ? { type: "text_delta", text: block.text }
            : { type: "input_json_delta", partial_json: JSON.stringify(block.input) },
      },
      { type: "content_block_stop", index },
    ]),
    { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 5 } },
    { type: "message_stop" },
  ]);
}

function gemini(turn: Turn, _: number, __: Json, response: ServerResponse): void {
  const parts = [
    ...(turn.text === undefined ? [] : [{ text: turn.text }]),
    ...(turn.tool === undefined ? [] : [{ functionCall: { name: turn.tool, args: turn.args ?? {} } }]),
  ];
  streamed(response, [
    {
      candidates: [{ content: { role: "model", parts }, finishReason: "STOP", index: 0 }],
      usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 },
      modelVersion: "fake",
    },
  ]);
}

function completions(turn: Turn, at: number, { model, stream }: Json, response: ServerResponse): void {
  const called = {
    id: `call_${at}`,
    type: "function",
    function: { name: turn.tool, arguments: JSON.stringify(turn.args ?? {}) },
  };
  const said = {
    role: "assistant",
    ...(turn.text === undefined ? {} : { content: turn.text }),
    ...(turn.tool === undefined ? {} : { tool_calls: [{ index: 0, ...called }] }),
  };
  const finish_reason = turn.tool === undefined ? "stop" : "tool_calls";
  const shared = { id: `c${at}`, created: 1, model };
  if (stream !== true)
    return json(response, {
      ...shared,
      object: "chat.completion",
      choices: [{ index: 0, message: { content: null, ...said }, finish_reason }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    });
  const chunk = { ...shared, object: "chat.completion.chunk" };
  streamed(response, [
    { ...chunk, choices: [{ index: 0, delta: said, finish_reason: null }] },
    { ...chunk, choices: [{ index: 0, delta: {}, finish_reason }] },
    "[DONE]",
  ]);
}

function streamed(response: ServerResponse, events: readonly (object | string)[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of events) {
    const name = typeof event === "object" && "type" in event ? `event: ${String(event.type)}\n` : "";
    response.write(`${name}data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`);
  }
  response.end();
}

function json(response: ServerResponse, value: object): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

function toolsIn({ tools }: Json): string[] {
  if (!Array.isArray(tools)) return [];
  return (tools as Json[]).flatMap((tool) => {
    const inner = tool["functionDeclarations"];
    if (Array.isArray(inner)) return (inner as Json[]).map(({ name }) => String(name));
    const named = tool["name"] ?? (tool["function"] as Json | undefined)?.["name"] ?? tool["type"];
    return [String(named)];
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
