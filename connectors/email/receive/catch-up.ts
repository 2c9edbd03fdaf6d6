import type { ImapFlow } from "imapflow";
import type { Cursor } from "./cursor.ts";
import { demandOpen } from "./demand-open.ts";
import { type Fetched, fetchMails, headerOnly, wholeMail } from "./fetch-mails.ts";
import { findNew } from "./find-new.ts";
import { createLine } from "./in-order.ts";
import { type Listed, listMails, stretches } from "./list-mails.ts";
import type { Folder, Parts } from "./parts.ts";
import { createProgress } from "./progress.ts";
import { readFetched } from "./read-fetched.ts";
import { receiveAnyway } from "./receive-anyway.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

export interface Place {
  client: ImapFlow;
  folder: Folder;
  since: Date;
  cursor: Cursor;
}

/** So far may the server's clock be behind ours. */
const slackMs = 60_000;

/** Receives what is new in the open folder, in its order, and moves the cursor behind it. @throws LostTurn */
export async function catchUp(parts: Parts, { client, folder, since, cursor }: Place): Promise<void> {
  const { context, room, reporter } = parts;
  const mostBytes = context.settings.largestMegabytes * 1024 * 1024;
  const line = createLine(room, receiveAnyway(context));
  const progress = createProgress(context, folder.path, cursor);
  const trouble = troubleOf(parts.troubles, `${folder.path} ${cursor.uidValidity}`, parts.times.giveUpMs);
  const uids = await findNew(client, cursor, since);
  try {
    for await (const { listed, fetched } of fetchAll(client, uids, { mostBytes, isWanted, trouble })) {
      const size = "bytes" in fetched ? fetched.bytes.length : 0;
      const read = () => readFetched(parts, folder, cursor, listed, fetched);
      await line.add(size, read, () => {
        progress.moveTo(listed.uid);
        reporter.fetched(folder.path, Math.max(0, Date.now() - listed.arrivedAt.getTime()));
      });
      await progress.keepNowAndThen();
    }
  } finally {
    // What was fetched before the connection broke is received all the same.
    await line.settle().finally(progress.keep);
  }
  demandOpen(client);
  await progress.finish(uids.at(-1) ?? 0);
  reporter.fetched(folder.path);

  /** Days are the least that can be searched for, and who begins now wants nothing from before. */
  function isWanted({ uid, arrivedAt }: Listed): boolean {
    const isSearched = uid < (cursor.searchedBelow ?? 0);
    return context.settings.importDays > 0 || !isSearched || arrivedAt.getTime() >= since.getTime() - slackMs;
  }
}

interface Wish {
  mostBytes: number;
  isWanted(listed: Listed): boolean;
  trouble: Trouble;
}

async function* fetchAll(
  client: ImapFlow,
  uids: number[],
  { mostBytes, isWanted, trouble }: Wish,
): AsyncGenerator<{ listed: Listed; fetched: Fetched }> {
  for await (const batch of listMails(client, uids)) {
    for (const { mails, isLarge } of stretches(batch.filter(isWanted), mostBytes)) {
      const byUid = new Map(mails.map((mail) => [mail.uid, mail]));
      const wanted = isLarge ? headerOnly : wholeMail(mostBytes + 1);
      for await (const fetched of fetchMails(client, [...byUid.keys()], wanted, trouble)) {
        const listed = byUid.get(fetched.uid);
        if (listed) yield { listed, fetched };
      }
    }
  }
}
