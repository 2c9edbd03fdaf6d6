import type { ImapFlow } from "imapflow";
import type { Settings } from "../settings.ts";
import type { Folder } from "./parts.ts";

/** The folders of the settings, with the Sent folder where that is watched too. */
export async function watchedFolders(settings: Settings, client: ImapFlow): Promise<Folder[]> {
  const sent = settings.watchSent ? settings.sentFolder || (await findSentFolder(client)) : undefined;
  const others = [...new Set(settings.folders)].filter((path) => path !== sent);
  const folders = others.map((path) => ({ path, isSent: false }));
  return sent === undefined ? folders : [...folders, { path: sent, isSent: true }];
}

export async function findSentFolder(client: ImapFlow): Promise<string | undefined> {
  const folders = await client.list();
  return folders.find(({ specialUse }) => specialUse === "\\Sent")?.path;
}

const mostConnections = 4;

/** Some with a connection of their own; many servers let one user have only a few, so the rest share the last. */
export function byConnection(folders: Folder[]): Folder[][] {
  const alone = folders.length > mostConnections ? mostConnections - 1 : folders.length;
  const shared = folders.slice(alone);
  return [...folders.slice(0, alone).map((folder) => [folder]), ...(shared.length > 0 ? [shared] : [])];
}
