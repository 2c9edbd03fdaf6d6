/** What a server did at single mails, over all connections; kept as long as the channel runs. */
export interface Troubles {
  refused: Set<string>;
  /** How often it ended at a mail that it was asked for alone, right after it had given others, and since when. */
  ended: Map<string, { times: number; since: number }>;
  /** Whether a mail came since one was given up: a line that carries none at all must not cost any. */
  hasGiven: boolean;
}

export const noTroubles = (): Troubles => ({ refused: new Set(), ended: new Map(), hasGiven: true });

/** The same of one folder. */
export interface Trouble {
  /** Tells whether a mail was refused before, over another connection, and remembers that it was. */
  noteRefusal(uid: number): boolean;
  /** Nothing is wrong with it, after all. */
  noteGiven(uid: number): void;
  /** The server ended at it or at one behind it. */
  suspect(uid: number): void;
  /** The server ended at this very mail. */
  blame(uid: number): void;
  hasEndedAt(uid: number): boolean;
  /** Whether asking once more would only end once more. */
  giveUp(uid: number): boolean;
}

const enough = 2;

/** `giveUpMs`: so long a server is asked for a mail at which it ends. */
export function troubleOf(troubles: Troubles, folder: string, giveUpMs: number): Trouble {
  const { refused, ended } = troubles;
  const nameOf = (uid: number) => `${folder} ${uid}`;
  const add = (uid: number, more: number) => {
    const { times, since } = ended.get(nameOf(uid)) ?? { times: 0, since: Date.now() };
    ended.set(nameOf(uid), { times: times + more, since });
  };
  return {
    noteRefusal(uid) {
      const isAgain = refused.has(nameOf(uid));
      refused.add(nameOf(uid));
      return isAgain;
    },
    noteGiven(uid) {
      troubles.hasGiven = true;
      ended.delete(nameOf(uid));
    },
    suspect: (uid) => add(uid, 0),
    blame: (uid) => add(uid, 1),
    hasEndedAt: (uid) => ended.has(nameOf(uid)),
    giveUp(uid) {
      const { times = 0, since = 0 } = ended.get(nameOf(uid)) ?? {};
      if (times < enough || Date.now() - since < giveUpMs || !troubles.hasGiven) return false;
      troubles.hasGiven = false;
      return true;
    },
  };
}
