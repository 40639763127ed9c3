import { addedMatches, productionChanges } from "./lines.ts";
import { at, type Probe } from "./probe.ts";

const STRUCTURED =
  /\b(?:log|logger|logging|json_logger|slog|zap|audit|pino|winston|structlog)\w{0,20}(?:\.|::)(?:info|warn|warning|error|debug|trace|event|record|log|with|bind)\w*\s?\(|(?<![.\w])(?:log|audit|record\w{0,20})\(\s?[{"'`]|\bextra\s?=\s?\{/i;
const BARE =
  /\bconsole\.(?:log|info|warn|error|debug)\(|(?:^|\s)print\(|\bfmt\.Print(?:ln|f)?\(|\bSystem\.out\.print|\bprintln!\(/;
const COMMAND_LINE = /(?:^|\/)(?:cli|bin|scripts?|cmd|commands?)(?:\/|\.|$)/i;

/** Whether what the change logs is structured. Patterns only: a candidate. */
export const logging: Probe = {
  id: "logging",
  answers: /\blog(?:s|ged|ging|ger)?\b|\baudit counts\b|\bobservab/i,
  probe({ changes }) {
    const files = productionChanges(changes);
    const structured = addedMatches(files, STRUCTURED);
    const bare = addedMatches(files, BARE).filter(
      ({ path, text }) => !STRUCTURED.test(text) && !COMMAND_LINE.test(path),
    );
    if (bare.length > 0) {
      return {
        result: "Open",
        evidence: [...bare, ...structured].slice(0, 6).map((line) => at(line)),
        says: `${bare.length} added ${bare.length === 1 ? "line prints" : "lines print"} instead of logging.`,
        candidate: true,
        followUp: "Log through the structured logger",
      };
    }
    if (structured.length === 0)
      return { result: "N/A", evidence: [], says: "The change adds no logging.", candidate: true };
    return {
      result: "Pass",
      evidence: structured.slice(0, 5).map((line) => at(line)),
      says: "What the change logs goes through a logger with fields.",
      candidate: true,
    };
  },
};
