import { realpath } from "node:fs/promises";
import { readMarker } from "../data-folder.ts";
import { readPassword } from "./password.ts";
import { clusterIn } from "./place.ts";
import { readPostmasterFile } from "./postmaster-file.ts";
import { answersAsOurs } from "./proof.ts";
import { embeddedUrl } from "./url.ts";

/** The address of a data folder's database while some hub runs it. */
export async function findEmbedded(dataDir: string): Promise<string | undefined> {
  const path = await realpath(dataDir).catch(() => undefined);
  const marker = path && (await readMarker(path));
  if (!marker) return undefined;
  const cluster = clusterIn(marker.databaseHome ?? path);
  const server = await readPostmasterFile(cluster);
  if (!server) return undefined;
  const password = await readPassword(path);
  const answer = await answersAsOurs(server, cluster, password);
  return answer === "ours" ? embeddedUrl(server.port, password) : undefined;
}
