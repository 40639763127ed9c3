import type { Protocol } from "#core";
import { toInstructions } from "#views/instructions";

/** Stands in every file that is ours as a whole. */
export const WRITTEN = "Written by lockstep connect";

/** What holds under every protocol. */
export const RULES = `- Begin with \`lockstep next\`: it names the next required step and where. \`lockstep status\` shows every surface.
- In a phase that only plans, write nothing but that phase's document under \`.lockstep/changes/\` and run nothing but commands that read.
- End a phase with the gate's marker as the last line, and wait: gates are opened by people.
- Before you say you are done, run \`lockstep check\`. Edit the document lines that it names in the same change as the code.
- Claim nothing without evidence: \`path:line\`, or a run that \`lockstep verify\` recorded.
- Never edit \`.lockstep/\` (but the current phase's document), the protocol documents, hook settings or git hooks.
`;

/** The section of AGENTS.md: what the team's protocol asks, and what holds under every one. */
export function sectionFor(protocol: Protocol): string {
  const asks = toInstructions(protocol);
  return [
    "## Lockstep\n\nChanges of this repository are held to a change protocol by Lockstep.\n",
    ...(asks === "" ? [] : [asks]),
    `Always:\n\n${RULES}`,
  ].join("\n");
}

/** The skill, for agents that look for one. */
export const SKILL = `---
name: lockstep
description: Keep code, documentation and verification in step under the team's change protocol. Use before editing code, when an edit was refused by a gate, and before saying that work is done.
---

<!-- ${WRITTEN}; lockstep connect --write brings it up to date. -->

# Lockstep

1. \`lockstep next\` names the next required step, and the file and line to act at.
2. \`lockstep status\` shows every surface of the protocol: met, owed, not needed.
3. \`lockstep check\` judges the change as it is: document lines that became false, surfaces that are owed, gates.
4. \`lockstep explain <rule>\` says what a finding means and what clears it.
5. \`lockstep verify\` runs the configured verification and records how it ended on this very tree.
6. \`lockstep evidence verify <file>\` checks every claim of a self-audit before you hand it in.

When an edit or a command is refused, the reason names the gate, what it asks and what to do next. Do that; do not
look for another way to write the file. Gates are opened by people: ask, and wait.
`;

/** OpenCode has no hooks, but plugins; this one asks \`lockstep hook\`. */
export const OPENCODE_PLUGIN = `// ${WRITTEN}; lockstep connect --write brings it up to date.
import { spawnSync } from "node:child_process";

function ask(call) {
  const run = spawnSync("lockstep", ["hook", "--agent", "opencode"], {
    input: JSON.stringify(call),
    cwd: call.directory,
    encoding: "utf8",
    timeout: 15_000,
  });
  if (run.status !== 0) throw new Error(run.stderr?.trim() || "lockstep could not be asked, so this is refused");
  return run.stdout ? JSON.parse(run.stdout) : {};
}

export const Lockstep = async ({ client, directory }) => {
  const sentBack = new Set();
  return {
    "tool.execute.before": async ({ tool, sessionID }, { args }) => {
      const { deny } = ask({ event: "tool.execute.before", sessionID, directory, tool, args });
      if (deny) throw new Error(deny);
    },
    event: async ({ event }) => {
      if (event.type !== "session.idle") return;
      const id = event.properties.sessionID;
      const { data: messages = [] } = await client.session.messages({ path: { id } });
      const last = messages.filter(({ info }) => info.role === "assistant").at(-1);
      const texts = (last?.parts ?? []).filter(({ type }) => type === "text").map(({ text }) => text);
      const call = { event: event.type, sessionID: id, directory, stopHookActive: sentBack.delete(id) };
      const { sendBack } = ask(texts.length > 0 ? { ...call, message: texts.join("\\n") } : call);
      if (!sendBack) return;
      sentBack.add(id);
      await client.session.prompt({ path: { id }, body: { parts: [{ type: "text", text: sendBack }] } });
    },
  };
};
`;

/** Judges every pull request against the branch it goes to. */
export const WORKFLOW = `# ${WRITTEN}; lockstep connect --ci --write brings it up to date.
name: Lockstep
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - name: Install what the repository locks
        if: hashFiles('package-lock.json') != ''
        run: npm ci --ignore-scripts
      - name: Look for Lockstep
        run: |
          npx --no-install lockstep --version || {
            echo "::error::Lockstep is not installed here, and is not fetched by its name alone: lock it as a dependency of this repository, from where your team has it, or install it in a step before this one."
            exit 2
          }
      - run: npx --no-install lockstep check --base "origin/$BASE" --format github
        env:
          BASE: \${{ github.base_ref }}
`;
