/**
 * Lets several speak at once and be read one after the other: whoever began first is heard as they speak, what the
 * others say is kept until those before them have ended.
 * @param {(said: string | Buffer) => void} write
 * @returns {() => { say(text: string | Buffer): void; end(): void }} called where somebody begins
 */
export function inTurn(write) {
  const speakers = [];
  return () => {
    const own = { kept: [], ended: false };
    speakers.push(own);
    return {
      say: (text) => (speakers[0] === own ? write(text) : own.kept.push(text)),
      end() {
        own.ended = true;
        while (speakers[0]?.ended) {
          speakers.shift();
          for (const text of speakers[0]?.kept.splice(0) ?? []) write(text);
        }
      },
    };
  };
}
