/** What paints a piece of text: the terminal's colours, or nothing. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  owed(text: string): string;
  bad(text: string): string;
}

const same = (text: string): string => text;
export const NO_PAINT: Paint = { strong: same, faint: same, good: same, owed: same, bad: same };
