import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const file = (dataDir: string) => join(dataDir, "database-password");

export async function readPassword(dataDir: string) {
  return (await readFile(file(dataDir), "utf8")).trim();
}

/** Makes a new password for a database about to be made. */
export async function makePassword(dataDir: string) {
  const password = randomBytes(24).toString("base64url");
  await writeFile(file(dataDir), `${password}\n`, { mode: 0o600 });
  return password;
}
