import { randomBytes, randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const appSecretFile = (dataDir: string) => join(dataDir, "app-secret");

/** The key kept in the data folder, made when there is none yet. */
export async function keepAppSecret(dataDir: string): Promise<string> {
  return (await readAppSecret(dataDir)) ?? (await make(dataDir));
}

export async function readAppSecret(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(appSecretFile(dataDir), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function make(dataDir: string) {
  const draft = `${appSecretFile(dataDir)}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flush: true });
  try {
    // Fails when another hub on the same folder was quicker; then its key is the one.
    await link(draft, appSecretFile(dataDir));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft);
  }
  return (await readAppSecret(dataDir)) ?? "";
}
