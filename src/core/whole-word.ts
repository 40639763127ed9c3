/** Whether a text holds a word as a whole: no character that `joins` words stands right before or after it. No pattern is made of the word. */
export function holdsWhole(text: string, word: string, joins: RegExp): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!joins.test(text.charAt(at - 1)) && !joins.test(text.charAt(at + word.length))) return true;
  return false;
}
