import type { Path, SecretFinding } from "#core";
import { createHash, randomBytes } from "node:crypto";

/** A text to look through. */
export interface ScannedText {
  readonly path: Path;
  readonly text: string;
}

/** Longer texts are looked through up to here. */
const LIMIT = 1024 * 1024;

/**
 * Looks for secrets with secretlint's recommended rules. A finding shows four characters of what was found
 * and a salted hash that tells two findings of one scan apart, never the secret. The rules are loaded at the
 * first call.
 */
export async function scanForSecrets(texts: readonly ScannedText[]): Promise<SecretFinding[]> {
  const { lintSource, creator } = await import("./secretlint.ts");
  const salt = randomBytes(16);
  const findings: SecretFinding[] = [];
  for (const { path, text } of texts) {
    const content = text.slice(0, LIMIT);
    const dot = path.lastIndexOf(".");
    const { messages } = await lintSource({
      source: { filePath: `/${path}`, content, contentType: "text", ext: dot < 0 ? "" : path.slice(dot) },
      options: {
        noPhysicFilePath: true,
        config: {
          rules: [
            {
              id: "@secretlint/secretlint-rule-preset-recommend",
              rule: creator,
              options: {},
              disabled: false,
            },
          ],
        },
      },
    });
    for (const { ruleId, messageId, loc, range } of messages) {
      const secret = content.slice(...range);
      findings.push({
        rule: `${ruleId.slice(ruleId.lastIndexOf("/") + 1).replace(/^secretlint-rule-/, "")}/${messageId}`,
        place: { path, line: loc.start.line },
        begins: secret.slice(0, 4),
        hash: createHash("sha256").update(salt).update(secret).digest("hex").slice(0, 12),
      });
    }
  }
  return findings;
}
