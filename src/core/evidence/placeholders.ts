const WHOLE =
  /^(?:tb[dac]|todo|fixme|to be (?:done|determined|added|filled(?: in)?|provided|confirmed)|pending|fill (?:me )?in|(?:add|insert) (?:evidence|here|file:line)(?: here)?|evidence(?: here)?|file:line|see (?:code|diff|above|below|pr)|x{2,}|\?+|\.{2,}|…|lorem ipsum.{0,40}|<[^<>]{1,60}>|\[[^[\]]{1,60}\]|\{\{?[^{}]{1,60}\}?\}|_{2,})\.?$/i;
const PATHLIKE =
  /(?:^|[/\\])(?:path[/\\]to|your[-_]?(?:file|path|project|module|test|repo)\w*|my[-_]?file|some[-_]?file|filename|file[-_]?name|example[-_]?file|placeholder|foo[/\\]bar)(?:[/\\.:]|$)/i;
const GENERIC =
  /^(?:path|file|filename|filepath|file_?path|<[^<>]{1,40}>|file\.ext|file\.\w{1,4}|name\.ext|\w{1,20}\.ext)$/i;
const X_RUN = /(?:^|[/\\._-])x{3,}(?:[/\\._-]|$)/i;

/** What follows a path where a line number should: `:NN`, `:line`, `:XX`, `:??`. */
export const PLACEHOLDER_LINE =
  /(?::|#L?)(?:N{1,4}|n{2,4}|X{1,4}|x{2,4}|Y{2,4}|\?{1,4}|#{1,4}|_{2,4}|lines?|line[-_]?(?:no|number)|LINE|<[^<>]{1,20}>|\[(?:line|n{1,2}|x{1,2})\]|…|\.{3}|TBD)(?![\p{L}\p{N}_])/uy;

/** Whether a whole cell only holds a place for evidence. */
export function isPlaceholderText(text: string): boolean {
  return WHOLE.test(text.trim());
}

/** Whether a path was copied from a template. A file of that name makes it no placeholder: the caller looks first. */
export function isPlaceholderPath(path: string): boolean {
  return GENERIC.test(path) || PATHLIKE.test(path) || X_RUN.test(path);
}

/** Whether a cell says in so many words that it has nothing: a dash, “none”, nothing at all. */
export function isEmptyText(text: string): boolean {
  return /^(?:[-–—―−_.]{0,4}|none|nothing|nil|empty|no evidence|not provided)$/i.test(text.trim());
}
