/** Finds the browser that shows the test editor, and installs one where that is ours to do. */
import { existsSync } from "node:fs";
import { run, which } from "./run.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** A Chrome or Chromium that is already here, or undefined. CHROME_PATH wins, and must exist. */
export function findChrome() {
  const told = process.env.CHROME_PATH;
  if (told) {
    if (!existsSync(told)) throw new Error(`CHROME_PATH names ${told}, which does not exist.`);
    return told;
  }
  return which(names) ?? places.find((place) => existsSync(place));
}

/**
 * A Chrome or Chromium, installed from Debian's packages when none is here and we may.
 * Throws with what to install when we may not.
 * @param {(line: string) => void} say
 */
export function ensureChrome(say) {
  const found = findChrome();
  if (found) return found;
  const mayInstall = process.platform === "linux" && process.getuid?.() === 0 && which(["apt-get"]);
  if (!mayInstall) {
    throw new Error(
      "No Chrome or Chromium found. Install Google Chrome, Chromium or Edge (Debian, Ubuntu: sudo apt-get install chromium fonts-dejavu), or set CHROME_PATH.",
    );
  }
  say("editor: installing chromium and fonts-dejavu with apt-get");
  run("apt-get", ["update", "-q"]);
  run("env", [
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "install",
    "-y",
    "-q",
    "chromium",
    "fonts-dejavu",
  ]);
  const installed = findChrome();
  if (!installed) throw new Error("apt-get installed chromium, yet it is not on PATH. Set CHROME_PATH.");
  return installed;
}
