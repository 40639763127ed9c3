/** Installs the test editor unless it stands; tells its steps through `say`. Throws when it cannot. */
export function installEditor(say?: (line: string) => void): void;
