import { createHash } from "node:crypto";
import { access, chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type DataFolder, writeMarker } from "../data-folder.ts";
import { StartError } from "../start-error.ts";
import type { Binaries } from "./binaries.ts";
import { copyBinaries } from "./copy-binaries.ts";
import { canRun, chooseOsUser, type OsUser } from "./os-user.ts";

export interface Place {
  /** Folder around the cluster: the data folder, or one that the database's OS user can enter. */
  home: string;
  cluster: string;
  binaries: string;
  user: OsUser | undefined;
}

const commonGround = "/var/lib/switchboard";

/** Decides who runs the database and from where; as root, binaries and data go where that user can enter. */
export async function choosePlace(folder: DataFolder, binaries: Binaries): Promise<Place> {
  const known = folder.marker.databaseHome ?? folder.path;
  const user = await chooseOsUser(clusterIn(known));
  if (!user) return { home: known, cluster: clusterIn(known), binaries: binaries.folder, user };
  const home = await placeData(folder, known, user);
  return { home, cluster: clusterIn(home), binaries: await placeBinaries(binaries, user), user };
}

export const clusterIn = (home: string) => join(home, "postgres");

async function placeBinaries(binaries: Binaries, user: OsUser) {
  if (await runs(binaries.folder, user)) return binaries.folder;
  const copy = await copyBinaries(binaries, await openCommonGround());
  if (await runs(copy, user)) return copy;
  throw new StartError(
    `The database's OS user (uid ${user.uid}) can run PostgreSQL neither in ${binaries.folder} nor in ${copy}; set DATABASE_URL to a PostgreSQL server instead.`,
  );
}

const runs = (folder: string, user: OsUser) => canRun(user, join(folder, "bin/postgres"), "--version");

async function placeData(folder: DataFolder, known: string, user: OsUser) {
  if (await canEnter(user, known)) return known;
  const isMade = await access(clusterIn(known)).then(
    () => true,
    () => false,
  );
  if (isMade) {
    throw new StartError(
      `The database's OS user (uid ${user.uid}) can no longer enter ${known}; give the folders above it back their x permission for others.`,
    );
  }
  const home = await makeHome(folder.path);
  await writeMarker(folder.path, { ...folder.marker, databaseHome: home });
  return home;
}

const canEnter = (user: OsUser, path: string) => canRun(user, "/bin/sh", "-c", 'cd "$1"', "sh", path);

// Never one that is there already: it may hold the data of a folder that was moved or deleted.
async function makeHome(dataDir: string) {
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const ground = await openCommonGround();
  for (let nth = 1; ; nth++) {
    const home = join(ground, nth === 1 ? name : `${name}-${nth}`);
    try {
      await mkdir(home);
      await chmod(home, 0o711);
      return home;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

async function openCommonGround() {
  await mkdir(commonGround, { recursive: true });
  await chmod(commonGround, 0o755);
  return commonGround;
}
