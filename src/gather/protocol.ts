import { compileProtocol, composeProtocols, type Finding, type Protocol, type ReadConfig } from "#core";
import type { Tree, World } from "#ports";
import type { Kept } from "./kept.ts";

/** The protocol used where a repository names none. */
export const DEFAULT_PROTOCOL = "lockstep:recommended";

const BUILTIN = "lockstep:";

/**
 * The protocols a configuration names, compiled and composed; `digest` names their texts. One that cannot be read is a finding at the
 * setting that names it, and the others still hold.
 */
export async function readProtocol(
  world: World,
  tree: Pick<Tree, "read">,
  configuration: ReadConfig | undefined,
  memory: Kept<Protocol>,
): Promise<{ protocol: Protocol; protocols: readonly string[]; own: boolean; digest: string }> {
  const configured = configuration?.config.protocols ?? [];
  const names = configured.length > 0 ? configured : [DEFAULT_PROTOCOL];
  const missing: Finding[] = [];
  const protocols: Protocol[] = [];
  const texts: string[] = [];
  for (const [at, name] of names.entries()) {
    const builtin = name.startsWith(BUILTIN);
    const text = await (builtin ? world.builtin(name.slice(BUILTIN.length)) : tree.read(name));
    if (text === undefined) {
      missing.push({
        rule: "config/protocol-missing",
        severity: "error",
        message: builtin
          ? `There is no built-in protocol “${name.slice(BUILTIN.length)}”.`
          : `The protocol ${name} is not in the repository.`,
        place: configuration?.place(["protocols", at]) ?? { path: name, line: 1 },
        because: [],
      });
      continue;
    }
    texts.push(text);
    protocols.push(await memory.get(`${name}\n${text}`, () => compileProtocol(name, text)));
  }
  memory.turn();
  const composed = composeProtocols(protocols);
  const own = configured.some((name) => name !== DEFAULT_PROTOCOL);
  // Hints are about the document, not about the change, and nobody here can mend a built-in protocol.
  const concerning = composed.findings.filter(
    ({ severity, place }) => severity !== "hint" && severity !== "info" && !place.path.startsWith(BUILTIN),
  );
  return {
    protocol: { ...composed, findings: [...missing, ...concerning] },
    protocols: names,
    own,
    digest: world.digest(JSON.stringify(texts)),
  };
}
