import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "./start-error.ts";

export interface DataFolder {
  path: string;
  marker: Marker;
}

interface Marker {
  switchboard: 1;
  /** Folder that holds the embedded database, when it had to be put elsewhere. */
  databaseHome?: string;
}

// A freshly formatted volume or a file browser leaves these in a folder that nobody uses yet.
const notUse = new Set(["lost+found", ".DS_Store"]);

/**
 * Makes the data folder, or opens it when it is ours.
 * @throws StartError when it holds something else or may not be used.
 */
export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  try {
    await mkdir(dataDir, { recursive: true });
    const path = await realpath(dataDir);
    const marker = (await readMarker(path)) ?? (await claim(path));
    return { path, marker };
  } catch (error) {
    if (error instanceof StartError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The data folder ${dataDir} cannot be used: ${reason}.`, { cause: error });
  }
}

export async function writeMarker(path: string, marker: Marker) {
  const temporary = `${markerFile(path)}.${randomUUID()}`;
  await writeFile(temporary, `${JSON.stringify(marker, null, 2)}\n`);
  await rename(temporary, markerFile(path));
}

export async function readMarker(path: string): Promise<Marker | undefined> {
  try {
    return JSON.parse(await readFile(markerFile(path), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function claim(path: string): Promise<Marker> {
  const others = (await readdir(path)).filter((name) => !notUse.has(name));
  if (others.length > 0) {
    throw new StartError(
      `The data folder ${path} is not empty and was not made by Switchboard; set DATA_DIR to an empty folder or one of Switchboard's own.`,
    );
  }
  const marker: Marker = { switchboard: 1 };
  // The database's OS user passes through this folder to its own; nobody else may list it.
  await chmod(path, 0o711);
  await writeMarker(path, marker);
  return marker;
}

const markerFile = (path: string) => join(path, "switchboard.json");
