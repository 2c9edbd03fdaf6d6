import type { ImapFlow } from "imapflow";
import { catchUp } from "./catch-up.ts";
import type { Cursor } from "./cursor.ts";
import { createListener } from "./listener.ts";
import { openFolder } from "./open-folder.ts";
import type { Folder, Parts } from "./parts.ts";
import { isRefusal, wordsOf } from "./words-of.ts";

export interface Watched {
  folders: Folder[];
  since: Date;
}

/** Receives what comes into some folders over one connection, until that breaks. @throws what it broke with */
export async function stayConnected(
  parts: Parts,
  { folders, since }: Watched,
  client: ImapFlow,
  isWell: () => void,
): Promise<never> {
  const listener = createListener(client);
  const waitMs = folders.length > 1 ? parts.times.roundMs : parts.times.floorMs;
  const known = new Set<string>();
  let open: { path: string; cursor: Cursor } | undefined;

  async function look(folder: Folder, isNews: boolean) {
    // A folder that is opened anew tells a changed UIDVALIDITY; for news it is open already.
    if (!isNews || open?.path !== folder.path) {
      open = undefined;
      open = { path: folder.path, cursor: await openFolder(parts.context, client, folder.path) };
    }
    known.add(folder.path);
    await catchUp(parts, { client, folder, since, cursor: open.cursor });
  }

  /** A folder that is gone, or closed to this user, must not hold up the others. */
  function noteRefusal({ path }: Folder, error: unknown) {
    // One that was open before may well be open to a new connection: Dovecot sticks to what it knew of its mails.
    if (!isRefusal(error) || known.has(path)) throw error;
    parts.context.log.warn({ folder: path, err: error }, "A folder could not be read");
    parts.reporter.failed(path, `${path}: ${wordsOf(error)}`);
  }

  for (let isNews = false; ; ) {
    listener.clear();
    for (const folder of folders) await look(folder, isNews).catch((error) => noteRefusal(folder, error));
    isWell();
    isNews = await listener.wait(waitMs);
  }
}
