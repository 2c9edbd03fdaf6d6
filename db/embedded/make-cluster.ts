import { execFile } from "node:child_process";
import { access, chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { StartError } from "../start-error.ts";
import { makePassword } from "./password.ts";
import type { Place } from "./place.ts";
import { superuser } from "./url.ts";

const run = promisify(execFile);

/** Makes the database's own folder when there is none yet, in one step: a start that is cut short leaves none. */
export async function makeCluster(place: Place, dataDir: string) {
  const isMade = await access(place.cluster).then(
    () => true,
    () => false,
  );
  if (isMade) return;
  const draft = `${place.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(place.home, "initdb-password");
  await writeFile(passwordFile, `${await makePassword(dataDir)}\n`, { mode: 0o600 });
  if (place.user) {
    await chown(draft, place.user.uid, place.user.gid);
    await chown(passwordFile, place.user.uid, place.user.gid);
  }
  try {
    await initdb(place, draft, passwordFile);
  } finally {
    await rm(passwordFile);
  }
  await rename(draft, place.cluster);
}

async function initdb(place: Place, draft: string, passwordFile: string) {
  try {
    await run(
      join(place.binaries, "bin/initdb"),
      [
        `--pgdata=${draft}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // A libc locale would differ between machines, and without any lower() fails on Ж.
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--no-instructions",
      ],
      { ...place.user, cwd: place.home, env: {} },
    );
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new StartError(
      `The embedded PostgreSQL could not make its folder ${place.cluster}: ${said.split("\n").at(-1)}.`,
      {
        cause: error,
      },
    );
  }
}

/** @throws StartError when the folder was made by another major version. */
export async function checkVersion(cluster: string, major: string) {
  const made = (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  if (made === major) return;
  throw new StartError(
    `The database in ${cluster} was made by PostgreSQL ${made} and this Switchboard brings ${major}: make a backup with the Switchboard that made it (npm run backup), then restore that into an empty data folder.`,
  );
}
