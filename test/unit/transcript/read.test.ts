import { strict as assert } from "node:assert";
import { type Entry, lastMessageIn, readTranscript } from "#core";

function lines(...values: readonly unknown[]): string {
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("\n");
}

function short(entries: readonly Entry[]): string[] {
  return entries.map((entry) =>
    entry.is === "tool" ? `${entry.line} tool ${entry.name}` : `${entry.line} ${entry.is} ${entry.text}`,
  );
}

describe("transcripts", () => {
  it("of Claude Code", () => {
    const text = lines(
      { type: "user", message: { role: "user", content: "Go." } },
      { type: "api-request" },
      { type: "assistant", message: { id: "m1", content: [{ type: "text", text: "One." }] } },
      { type: "assistant", message: { id: "m1", content: [{ type: "text", text: "Two." }] } },
      {
        type: "assistant",
        message: { id: "m1", content: [{ type: "tool_use", name: "Edit", input: { file_path: "a" } }] },
      },
      { type: "user", message: { content: [{ type: "tool_result", content: "ok" }] } },
      { type: "assistant", isSidechain: true, message: { content: [{ type: "text", text: "Aside." }] } },
    );
    assert.deepEqual(short(readTranscript(text)), ["1 prompt Go.", "3 said One.\nTwo.", "5 tool Edit"]);
    assert.equal(lastMessageIn(text), "One.\nTwo.");
  });

  it("of Codex", () => {
    const item = (payload: object) => ({ timestamp: "t", ordinal: 1, type: "response_item", payload });
    const said = (role: string, text: string) =>
      item({ type: "message", role, content: [{ type: `${role === "user" ? "in" : "out"}put_text`, text }] });
    const text = lines(
      { type: "session_meta", payload: {} },
      said("user", "<environment_context>x</environment_context>"),
      said("user", "Go."),
      item({ type: "custom_tool_call", name: "apply_patch", input: "*** Begin Patch" }),
      item({ type: "function_call", name: "exec_command", arguments: '{"cmd":"ls"}' }),
      said("assistant", "Done."),
      { type: "event_msg", payload: { type: "task_complete", last_agent_message: "Done." } },
    );
    assert.deepEqual(short(readTranscript(text)), [
      "3 prompt Go.",
      "4 tool apply_patch",
      "5 tool exec_command",
      "6 said Done.",
    ]);
    const call = readTranscript(text)[2];
    assert.deepEqual(call?.is === "tool" && call.input, { cmd: "ls" });
  });

  it("of Copilot CLI and VS Code", () => {
    const text = lines(
      { type: "session.start", data: { producer: "copilot-agent" } },
      { type: "user.message", data: { content: "Go." } },
      {
        type: "assistant.message",
        data: {
          content: "Editing.",
          toolRequests: [{ name: "create_file", arguments: '{"filePath":"/ws/a.ts"}' }],
        },
      },
      { type: "tool.execution_start", data: {} },
      { type: "assistant.message", data: { content: "Done.", toolRequests: [] } },
    );
    assert.deepEqual(short(readTranscript(text)), [
      "2 prompt Go.",
      "3 said Editing.",
      "3 tool create_file",
      "5 said Done.",
    ]);
    const [, , created] = readTranscript(text);
    assert.ok(created?.is === "tool" && created.untold, "VS Code tells of no use whether it was refused");
  });

  it("of Gemini CLI, whose messages are written again as they grow", () => {
    const text = lines(
      { type: "user", id: "u", content: "Go." },
      { type: "gemini", id: "g", content: "I will" },
      { $set: { lastUpdated: "t" } },
      { type: "gemini", id: "g", content: "I will edit.", toolCalls: [{ name: "replace", args: {} }] },
      { type: "gemini", id: "h", content: "Done." },
    );
    assert.deepEqual(short(readTranscript(text)), [
      "1 prompt Go.",
      "4 said I will edit.",
      "4 tool replace",
      "5 said Done.",
    ]);
  });

  it("never fail, whatever stands in them", () => {
    const values = [
      "",
      "{",
      "null",
      "[]",
      "3",
      '"x"',
      '{"type":"assistant"}',
      '{"type":"response_item","payload":3}',
    ];
    assert.deepEqual(readTranscript(lines(...values)), []);
    for (const content of [null, 3, [null], [{ type: "text" }], { a: 1 }])
      for (const type of ["assistant", "user", "gemini"])
        readTranscript(lines({ type, message: { content } }, { type, content, toolCalls: 3 }));
    assert.equal(lastMessageIn("rubbish"), undefined);
  });

  it("know which tools were refused, in each agent's words", () => {
    const reason = "Lockstep: phase 1 is current and only plans";
    const texts = [
      lines(
        {
          type: "assistant",
          message: { id: "m", content: [{ type: "tool_use", id: "t1", name: "Edit", input: {} }] },
        },
        {
          type: "user",
          message: { content: [{ type: "tool_result", tool_use_id: "t1", is_error: true, content: reason }] },
        },
      ),
      lines(
        {
          type: "response_item",
          payload: { type: "custom_tool_call", call_id: "c1", name: "apply_patch", input: "x" },
        },
        {
          type: "response_item",
          payload: {
            type: "custom_tool_call_output",
            call_id: "c1",
            output: `Command blocked by PreToolUse hook: ${reason}`,
          },
        },
      ),
      lines(
        {
          type: "assistant.message",
          data: { content: "", toolRequests: [{ toolCallId: "k1", name: "edit", arguments: {} }] },
        },
        {
          type: "tool.execution_complete",
          data: { toolCallId: "k1", success: false, error: { message: reason } },
        },
      ),
      lines({
        type: "gemini",
        id: "g",
        content: "",
        toolCalls: [
          {
            id: "r",
            name: "replace",
            args: {},
            result: [{ functionResponse: { response: { error: reason } } }],
          },
        ],
      }),
    ];
    for (const text of texts) {
      const tools = readTranscript(text).filter((entry) => entry.is === "tool");
      assert.deepEqual(
        tools.map(({ refused }) => refused),
        [true],
        text,
      );
    }
  });
});
