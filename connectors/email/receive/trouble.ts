/** What a server did at single mails, over all connections; kept as long as the channel runs. */
export interface Troubles {
  refused: Set<string>;
  /** How often it ended at a mail that it was asked for alone, right after it had given others. */
  ended: Map<string, number>;
}

export const noTroubles = (): Troubles => ({ refused: new Set(), ended: new Map() });

/** The same of one folder. */
export interface Trouble {
  /** Tells whether a mail was refused before, over another connection, and remembers that it was. */
  noteRefusal(uid: number): boolean;
  /** The server ended at it or at one behind it. */
  suspect(uid: number): void;
  /** The server ended at this very mail. */
  blame(uid: number): void;
  hasEndedAt(uid: number): boolean;
  /** Asking once more would only end once more. */
  isHopeless(uid: number): boolean;
}

const enough = 2;

export function troubleOf({ refused, ended }: Troubles, folder: string): Trouble {
  const nameOf = (uid: number) => `${folder} ${uid}`;
  const timesEnded = (uid: number) => ended.get(nameOf(uid));
  const add = (uid: number, times: number) => {
    ended.set(nameOf(uid), (timesEnded(uid) ?? 0) + times);
  };
  return {
    noteRefusal(uid) {
      const isAgain = refused.has(nameOf(uid));
      refused.add(nameOf(uid));
      return isAgain;
    },
    suspect: (uid) => add(uid, 0),
    blame: (uid) => add(uid, 1),
    hasEndedAt: (uid) => timesEnded(uid) !== undefined,
    isHopeless: (uid) => (timesEnded(uid) ?? 0) >= enough,
  };
}
