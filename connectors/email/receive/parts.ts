import type { EmailContext } from "./email-context.ts";
import type { Reporter } from "./reporter.ts";
import type { Room } from "./room.ts";
import type { Troubles } from "./trouble.ts";
import type { Reader } from "./understand.ts";

/** What everything that receives for one mailbox shares. */
export interface Parts {
  context: EmailContext;
  reader: Reader;
  /** For all its connections together. */
  room: Room;
  reporter: Reporter;
  troubles: Troubles;
  times: Times;
  signal: AbortSignal;
}

export interface Times {
  /** However quiet a server is, its folders are looked at this often. */
  floorMs: number;
  /** The same where one connection looks after several folders, of which the server tells news of one. */
  roundMs: number;
  retryMs: number;
  longestRetryMs: number;
  quietMs: number;
  /** So long a server is asked for a mail at which it fails, before that is set aside. */
  giveUpMs: number;
}

export const usualTimes: Times = {
  floorMs: 60_000,
  roundMs: 20_000,
  retryMs: 1_000,
  longestRetryMs: 60_000,
  quietMs: 45_000,
  giveUpMs: 300_000,
};

export interface Folder {
  path: string;
  isSent: boolean;
}
