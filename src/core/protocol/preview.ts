import type { MarkdownIt, Token } from "markdown-it";
import { evidenceIn } from "./evidence-links.ts";
import { markersIn } from "./markers.ts";
import { repairLine } from "./mojibake.ts";

/** A word in a table cell that is a verdict, and its look. */
const VERDICTS: Readonly<Record<string, string>> = {
  pass: "lockstep-pass",
  passed: "lockstep-pass",
  ok: "lockstep-pass",
  fail: "lockstep-fail",
  failed: "lockstep-fail",
};

interface Span {
  readonly start: number;
  readonly end: number;
  readonly look: string;
}

/**
 * Renders gate markers, verdict words in table cells and `path:line` evidence with classes of their own, in a
 * preview that brings its own markdown-it. Adds spans only; links, targets and other tokens stay as they are.
 */
export function previewPlugin(md: MarkdownIt): void {
  const { fence, code_inline: codeInline } = md.renderer.rules;
  const { escapeHtml } = md.utils;
  md.core.ruler.push("lockstep", (state) => {
    for (const [at, token] of state.tokens.entries()) {
      if (token.type !== "inline" || !token.children) continue;
      const cell = state.tokens[at - 1]?.type === "td_open";
      token.children = token.children.flatMap((child) =>
        child.type === "text"
          ? pieces(
              child,
              spansOf(child.content, cell),
              (type, tag, nesting) => new state.Token(type, tag, nesting),
            )
          : [child],
      );
    }
  });
  md.renderer.rules["code_inline"] = (tokens, at, options, env, self) => {
    const content = tokens[at]?.content ?? "";
    const [span] = spansOf(content, false);
    const whole = span !== undefined && span.start === 0 && span.end === content.length;
    if (whole) return `<code class="${span.look}">${escapeHtml(content)}</code>`;
    return codeInline ? codeInline(tokens, at, options, env, self) : `<code>${escapeHtml(content)}</code>`;
  };
  md.renderer.rules["fence"] = (tokens, at, options, env, self) => {
    const content = tokens[at]?.content ?? "";
    const only = content.trim();
    const marked = !only.includes("\n") && markersIn(repairLine(only).text).length > 0;
    if (marked) return `<pre class="lockstep-marker"><code>${escapeHtml(only)}</code></pre>\n`;
    return fence ? fence(tokens, at, options, env, self) : `<pre><code>${escapeHtml(content)}</code></pre>\n`;
  };
}

/** Where markers, evidence and (in a cell of its own) verdicts stand in a text; never over each other. */
function spansOf(text: string, cell: boolean): Span[] {
  const verdict = cell ? VERDICTS[text.trim().toLowerCase()] : undefined;
  if (verdict !== undefined) return [{ start: 0, end: text.length, look: `lockstep-verdict ${verdict}` }];
  const markers = markersIn(text).map(({ start, end }) => ({ start, end, look: "lockstep-marker" }));
  if (markers.length > 0) return markers;
  return evidenceIn(text).map(({ start, end }) => ({ start, end, look: "lockstep-evidence" }));
}

type MakeToken = (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

function pieces(token: Token, spans: readonly Span[], make: MakeToken): Token[] {
  if (spans.length === 0) return [token];
  const tokens: Token[] = [];
  const text = (content: string): void => {
    if (content === "") return;
    const piece = make("text", "", 0);
    piece.content = content;
    tokens.push(piece);
  };
  let at = 0;
  for (const { start, end, look } of spans) {
    text(token.content.slice(at, start));
    const open = make("lockstep_open", "span", 1);
    open.attrSet("class", look);
    tokens.push(open);
    text(token.content.slice(start, end));
    tokens.push(make("lockstep_close", "span", -1));
    at = end;
  }
  text(token.content.slice(at));
  return tokens;
}
