// Asks OpenCode's server one thing, as its own windows do: opencode.ts <opencode> <prompt>
// `opencode run` ends with the first idle session, so that nothing could go on after it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Milliseconds without a word from an idle session, after which its turn is over. */
const QUIET = 4_000;

const [program, prompt] = process.argv.slice(2) as [string, string];
const server = spawn(program, ["serve", "--hostname", "127.0.0.1", "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});
server.once("exit", (code) => {
  console.log(`opencode serve ended with ${code}`);
  process.exit(1);
});
const url = await new Promise<string>((resolve) => {
  createInterface({ input: server.stdout }).on("line", (line) => {
    console.log(line);
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (found) resolve(found);
  });
});

const { id } = (await post("/session", {})) as { id: string };
const events = await fetch(`${url}/event`);
const over = untilOver(events.body as unknown as AsyncIterable<Uint8Array>);
await post(`/session/${id}/message`, { parts: [{ type: "text", text: prompt }] });
await over;
server.removeAllListeners("exit");
server.kill();
process.exit(0);

async function post(path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Resolves when the session was idle and nothing came of that. */
function untilOver(stream: AsyncIterable<Uint8Array>): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let idle = false;
    const hear = async (): Promise<void> => {
      for await (const chunk of stream) {
        const text = Buffer.from(chunk).toString("utf8");
        if (text.includes('"type":"busy"')) idle = false;
        if (text.includes('"session.idle"')) idle = true;
        clearTimeout(timer);
        if (idle) timer = setTimeout(resolve, QUIET);
      }
    };
    hear().catch(reject);
  });
}
