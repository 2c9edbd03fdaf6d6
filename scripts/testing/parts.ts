import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hasSwift } from "../../recordings/store/test-swift.ts";
import { chromiumPath, coturnPath, dovecotPath, redisServerPath } from "../../test/setup/parts.ts";

/** Something that npm does not bring and some tests need. */
interface Part {
  name: string;
  neededBy: string;
  howToAdd: string;
  isThere: () => boolean;
  install: string[][];
}

const playwright = "node_modules/playwright-core/cli.js";
const apt = (...names: string[]) => ["apt-get", "install", "-y", "--no-install-recommends", ...names];

const parts: Part[] = [
  {
    name: "chromium",
    neededBy: "everything in a browser",
    howToAdd:
      "install Chromium or Chrome, or run `npx playwright-core install chromium`, or set CHROMIUM_PATH",
    isThere: () => chromiumPath() !== undefined,
    // Ubuntu has it only as a snap; there the browser's maker helps out.
    install: [
      apt("chromium", "chromium-headless-shell"),
      apt("chromium"),
      [process.execPath, playwright, "install", "--with-deps", "chromium"],
    ],
  },
  {
    name: "redis-server",
    neededBy: "several hubs on one database",
    howToAdd: "install Redis (brew install redis, apt-get install redis-server), or set REDIS_SERVER_PATH",
    isThere: () => redisServerPath() !== undefined,
    install: [apt("redis-server")],
  },
  {
    name: "dovecot",
    neededBy: "receiving mail",
    howToAdd:
      "install Dovecot (brew install dovecot, apt-get install dovecot-imapd dovecot-lmtpd), or set DOVECOT_PATH",
    isThere: () => dovecotPath() !== undefined,
    install: [apt("dovecot-imapd", "dovecot-lmtpd")],
  },
  {
    name: "coturn",
    neededBy: "calls over a relay",
    howToAdd: "install coturn (brew install coturn, apt-get install coturn), or set COTURN_PATH",
    isThere: () => coturnPath() !== undefined,
    install: [apt("coturn")],
  },
  {
    name: "swift",
    neededBy: "keeping recordings in a bucket",
    howToAdd: "install OpenStack Swift (apt-get install python3-swift), or set SWIFT_PYTHON_PATH",
    isThere: hasSwift,
    install: [apt("python3-swift")],
  },
];

/** Installs what is lacking where that can be done without asking, and returns what then is still not there. */
export function readyParts(): Part[] {
  const missing = parts.filter((part) => !part.isThere());
  if (missing.length === 0 || !mayInstall()) return missing;
  console.log(
    `Some tests need more than npm brings. Installing with apt-get: ${missing.map(({ name }) => name).join(", ")}.`,
  );
  run(["apt-get", "update"]);
  for (const part of missing) {
    for (const command of part.install) if (!part.isThere()) run(command);
  }
  return missing.filter((part) => !part.isThere());
}

function mayInstall() {
  return process.getuid?.() === 0 && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readRelease());
}

function readRelease() {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return "";
  }
}

function run([program = "", ...args]: string[]) {
  spawnSync(program, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
