import type { ProtocolGate } from "../model/protocol.ts";
import type { Atom } from "./atoms.ts";
import { markersIn } from "./markers.ts";
import { isAskFirstTitle } from "./words.ts";
import { placeOf, type Claims, type Document } from "./document.ts";

const STOPS =
  /\bstop\b(?=\s*(?:[.,;:!()—–]|$|and\b|until\b|before\b|here\b|if\b|immediately\b|work\b|all work\b|the (?:work|process|line|change)\b|to ask\b|for\b))|\bhalt(?:s|ed)?\b|\bpauses?\b|\b(?:do|must|may|should) not (?:proceed|continue|advance|move on|go on)\b|\b(?:cannot|can't|don't) (?:proceed|continue|advance)\b|\bno \w+(?: \w+)? (?:proceeds?|continues?|advances?)\b|\bwait for\b|\buntil\b[^.]{0,60}\b(?:approv\w+|confirm\w*|sign(?:s|ed)?[- ]off)\b|\brequires? (?:\w+ ){0,2}(?:approval|sign-?off)\b|\bwithout (?:\w+ ){0,3}(?:approval|consent|permission|sign-?off)\b|\bblocks? the (?:merge|release|change|process)\b/i;
const DOCUMENTED =
  /\b(?:document(?:ation|ed|s)?|docs?|readme|spec(?:ification)?s?|undocumented|runbooks?|contracts?|integration method)\b/i;
const MUST_DOCUMENT = /\bmust be (?:fully )?documented (?:before|prior)\b/i;
const APPROVED =
  /(?<![A-Za-z])(?:approv\w+|sign(?:s|ed)?[- ]?off|permission|consent|go-ahead|confirmation|confirms?|reviewed)\b|\b(?:human|peer|user) reviews?\b/i;
const ASKED = /\b(?:ask\w*|questions?|clarif\w*|unclear|in doubt|unsure|ambigu\w*)\b/i;

/**
 * What stops the work, in order. Documentation and approval gates are claimed: Lockstep holds them. Where
 * there are phases, the sentence that only introduces a marker is left to them.
 */
export function readGates(document: Document, phased: boolean, claims: Claims): ProtocolGate[] {
  const gates: ProtocolGate[] = [];
  const read = (atom: Atom, context: string): void => {
    const marked = markersIn(atom.text).length > 0;
    if (marked) claims.add(atom);
    const kind = marked && phased ? undefined : gateKind(atom.text, context);
    if (kind === undefined) return;
    gates.push({ kind, text: atom.text, place: placeOf(document, atom) });
    if (kind !== "clarification") claims.add(atom);
  };
  for (const { block, section, leadIn } of document.contents) {
    if (block.is === "item" && isAskFirstTitle(section.title)) {
      claims.add(block.atom);
      gates.push({
        kind: "approval",
        text: `${section.title}: ${block.atom.text}`,
        place: placeOf(document, block.atom),
      });
    } else if (block.is === "item") read(block.atom, leadIn);
    else if (block.is === "paragraph")
      for (const [at, sentence] of block.sentences.entries())
        read(sentence, block.sentences[at - 1]?.text ?? "");
  }
  return gates;
}

/** Which gate a sentence is, if any; `context` is what stands right before it. */
function gateKind(text: string, context: string): ProtocolGate["kind"] | undefined {
  if (MUST_DOCUMENT.test(text)) return "documentation";
  if (!STOPS.test(text)) return undefined;
  const around = /\b(?:if (?:not|missing)|it)\b/i.test(text) ? `${context} ${text}` : text;
  if (DOCUMENTED.test(around)) return "documentation";
  if (APPROVED.test(text)) return "approval";
  return ASKED.test(text) ? "clarification" : undefined;
}
