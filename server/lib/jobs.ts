/** Every job there is, with its payload; a domain adds its own lines here and a handler in its `jobs.ts`. */
export interface Jobs {
  /** Hands a queued interaction to its connector. */
  sendInteraction: { interactionId: string };
  /** Sends answers that the contact has not read to his address. */
  followUp: { interactionId: string; tried?: number };
  /** Says on the timeline that a bounce came for what was sent on. */
  sayFollowUpBounced: { interactionId: string; reason: string };
  /** Looks up whether senders are who they say they are; while much comes in later, but not after `latest`. */
  verifySenders: { interactionId: string; latest: string }[];
  /** Announces a task that nobody closed in time. */
  announceOverdue: { taskId: string };
  /** The same for all that were due in a span of time: those that ingest makes share such jobs. */
  announceOverdueBetween: { from: string; until: string };
  /** Lays what still came into an archived queue where the rest of it went. */
  emptyQueue: { queueId: string; next: string | null };
  /** Has those who wait with their calls in an archived queue hear what the next has them hear. */
  moveCallers: { queueId: string; next: string };
  /** Lets a leg fail that was not connected in time. */
  checkLeg: { legId: string };
  /** Asks a call's carrier for what it has not done yet, as that stands when it is asked. */
  askAgain: {
    callId: string;
    asks: { type: "steer" | "hold" | "drop" | "record" | "hangUp"; legId?: string }[];
  };
  /** Ends a call of ours that nobody answered. */
  giveUpCall: { callId: string };
  /** Has carriers say anew which of the calls that go on are over. */
  hearEnds: object;
  /** Ends a call whose caller was lost and has not come back. */
  endLostCall: { callId: string };
  /** Reopens a snoozed conversation. */
  wakeConversation: { conversationId: string };
  /** Deletes uploads that nobody sent. */
  forgetFiles: object;
  /** Deletes sessions, codes and links that let nobody in any more. */
  forgetSignIns: object;
  /** Deletes undos that were made use of long ago. */
  forgetUndos: object;
  /** Has a carrier's sound kept; `segmentId` is where. */
  fetchRecording: { channelId: string; externalId: string; segmentId: string };
  /** Makes the recording of a call that has ended; `joined` names the pieces of which it was made already. */
  keepRecording: { callId: string; joined?: string; isTold?: boolean };
  /** Has a carrier say once more what it recorded of a call that is over. */
  hearRecordings: { callId: string; joined?: string };
  /** Deletes recordings whose time is over. */
  forgetRecordings: object;
  /** Takes away what crashes left in the store of recordings. */
  sweepRecordings: object;
  /** Deletes events older than the workspace keeps them. */
  forgetEvents: object;
  /** Deletes snapshots of the floor that the log no longer goes on from, and thins out old ones. */
  forgetSnapshots: object;
}

export type JobName = keyof Jobs;

/** Jobs that wait for somebody else's server. They have workers of their own: one that hangs holds up nothing else. */
export const outwardJobs: ReadonlySet<string> = new Set<JobName>([
  "sendInteraction",
  "followUp",
  "verifySenders",
  "fetchRecording",
  "askAgain",
  "moveCallers",
  "hearEnds",
  "hearRecordings",
]);

/** Jobs that come round by themselves, and when, as cron writes it, in UTC. */
export const rounds: ReadonlyMap<string, string> = new Map<JobName, string>([
  ["hearEnds", "* * * * *"],
  ["forgetFiles", "7 * * * *"],
  ["forgetSignIns", "17 * * * *"],
  ["forgetUndos", "27 * * * *"],
  ["forgetEvents", "37 * * * *"],
  ["forgetSnapshots", "47 * * * *"],
  ["forgetRecordings", "57 * * * *"],
  ["sweepRecordings", "23 3 * * *"],
]);

/** `stopping` aborts when the hub stops: what is long comes to an end then, and leaves the rest to a later job. */
export type JobHandler<Name extends JobName> = (payload: Jobs[Name], stopping: AbortSignal) => Promise<void>;
export type JobHandlers = { [Name in JobName]?: JobHandler<Name> };

export interface JobOptions {
  runAt?: Date;
  /** A waiting job with the same key is replaced. */
  key?: string;
  maxAttempts?: number;
  /** Jobs of one queue run one after another. */
  queue?: string;
}

/** Where a statement is run, in a transaction or by itself. */
interface Runs {
  client: { query(text: string, values: unknown[]): Promise<unknown> };
}

/** Adds a job in the transaction that causes it. */
export async function addJob<Name extends JobName>(
  tx: Runs,
  name: Name,
  payload: Jobs[Name],
  options: JobOptions = {},
): Promise<void> {
  await tx.client.query(
    `select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4, job_key => $5, max_attempts => $6)`,
    [name, JSON.stringify(payload), options.queue, options.runAt, options.key, options.maxAttempts ?? 25],
  );
}

/** One that is being run just now is not run again. */
export async function removeJob({ client }: Runs, key: string): Promise<void> {
  await client.query("select graphile_worker.remove_job($1)", [key]);
}
