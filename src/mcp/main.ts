import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { type Office, openClerk } from "./clerk.ts";
import { LONGEST_MESSAGE, onlyMessages } from "./one-line.ts";
import { createServer } from "./server.ts";

/** Serves one client over standard input and output until it goes away. */
export async function serve(office: Office, version: string): Promise<void> {
  const log = (text: string): void => void process.stderr.write(`${text}\n`);
  const clerk = openClerk(office);
  const messages = onlyMessages((refusal) => process.stdout.write(`${JSON.stringify(refusal)}\n`));
  const transport = new StdioServerTransport(process.stdin.pipe(messages), process.stdout, {
    maxBufferSize: 2 * LONGEST_MESSAGE,
  });
  const handle = serveStdio(() => createServer(clerk, version, log), {
    transport,
    onerror: (error) => log(`lockstep mcp: ${error.message}`),
  });
  await new Promise<void>((resolve) => {
    messages.once("close", resolve);
    messages.once("end", resolve);
  });
  await handle.close();
  await clerk.close();
}
