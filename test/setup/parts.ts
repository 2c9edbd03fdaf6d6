import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const macChrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const found = new Map<string, string | undefined>();

/** A Chromium that starts; undefined when there is none, and a test that needs it is then left out. */
export const chromiumPath = () =>
  find([
    process.env.CHROMIUM_PATH,
    ...inPath(["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]),
    chromium.executablePath(),
    macChrome,
  ]);

/** One without windows where there is such a one, since its pages cost half; it never shows a notice of the desktop. */
export const quickChromiumPath = () =>
  find([process.env.CHROMIUM_PATH, ...inPath(["chromium-headless-shell"])]) ?? chromiumPath();

/** A Redis server that starts; undefined when there is none, and a test that needs it is then left out. */
export const redisServerPath = () => find([process.env.REDIS_SERVER_PATH, ...inPath(["redis-server"])]);

/** Dovecot's master program; undefined when there is none, and a test that needs it is then left out. */
export const dovecotPath = () =>
  find([process.env.DOVECOT_PATH, ...inPath(["dovecot"]), "/usr/sbin/dovecot", "/usr/local/sbin/dovecot"]);

/** A TURN server; undefined when there is none, and a test that needs it is then left out. */
export const coturnPath = () => find([process.env.COTURN_PATH, ...inPath(["turnserver"])]);

function inPath(names: string[]) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function find(candidates: (string | undefined)[]) {
  const paths = candidates.filter((path) => path !== undefined);
  const key = paths.join(delimiter);
  if (!found.get(key)) found.set(key, paths.find(starts));
  return found.get(key);
}

// Ubuntu's chromium package is a stub that only tells to install a snap.
function starts(path: string) {
  try {
    accessSync(path, constants.X_OK);
    execFileSync(path, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
