import { type Cursor, keepCursor } from "./cursor.ts";
import type { EmailContext } from "./email-context.ts";

/** Moves a folder's cursor as mails are received, and keeps it: now and then while there are many. */
export interface Progress {
  moveTo(uid: number): void;
  keepNowAndThen(): Promise<void>;
  /** @throws LostTurn */
  keep(): Promise<void>;
  /** All up to `uid`, and all that the cursor had to be searched for, is received. */
  finish(uid: number): Promise<void>;
}

const restMs = 1_000;

export function createProgress(context: EmailContext, folder: string, cursor: Cursor): Progress {
  let keptUid: number | undefined = cursor.searchedBelow === undefined ? cursor.lastUid : undefined;
  let keptAt = Date.now();

  async function keep() {
    if (keptUid === cursor.lastUid) return;
    keptAt = Date.now();
    const { lastUid } = cursor;
    await keepCursor(context, folder, { ...cursor });
    keptUid = lastUid;
  }

  return {
    moveTo(uid) {
      cursor.lastUid = uid;
    },
    async keepNowAndThen() {
      if (Date.now() - keptAt > restMs) await keep();
    },
    keep,
    async finish(uid) {
      const { lastUid, searchedBelow } = cursor;
      if (searchedBelow !== undefined) keptUid = undefined;
      cursor.lastUid = Math.max(lastUid, uid, (searchedBelow ?? 1) - 1);
      delete cursor.searchedBelow;
      await keep();
    },
  };
}
