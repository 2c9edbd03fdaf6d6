import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { StartError } from "../start-error.ts";

export interface OsUser {
  uid: number;
  gid: number;
}

const run = promisify(execFile);
const candidates = ["postgres", "_postgres", "nobody"];

/**
 * PostgreSQL refuses to run as root, so root lends it another user: whoever owns the data already, else the usual ones.
 * Undefined when we are not root and it runs as ourselves.
 */
export async function chooseOsUser(dataFolder?: string): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = dataFolder && (await stat(dataFolder).catch(() => undefined));
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of candidates) {
    const user = await look(name);
    if (user) return user;
  }
  throw new StartError(
    `PostgreSQL does not run as root, and this machine has none of the users ${candidates.join(", ")}: start as another user, or set DATABASE_URL.`,
  );
}

async function look(name: string): Promise<OsUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Whether this user can run the program; also proves every folder on the way to it. */
export async function canRun(user: OsUser | undefined, program: string, ...args: string[]) {
  try {
    await run(program, args, { ...user, cwd: "/" });
    return true;
  } catch {
    return false;
  }
}
