import { existsSync } from "node:fs";
import { tmpdir } from "node:os";

/** Where files cost least: memory, where there is some. Not for what is measured. */
export const FAST_FOLDER = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
