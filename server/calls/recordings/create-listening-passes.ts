import type { IncomingHttpHeaders } from "node:http";
import type { Request, RequestHandler } from "express";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { isFromBeginning, restMs, soonMs } from "./note-listening.ts";
import type { RecordingRow } from "./present.ts";
import { getRecording } from "./queries.ts";
import { type Sending, sendRecording } from "./send-recording.ts";

export interface ListeningPasses {
  /** Sends to whoever was just found to be allowed to hear it, and lets them go on from then on. */
  admit(sending: Sending): Promise<void>;
  /** Answers at once who holds a pass; whoever has none goes on to be asked who they are. */
  serve: RequestHandler<{ id: string }>;
  /** Finds anew whether those who listen may, and gives how many do; to be called more often than each second. */
  renew(): Promise<number>;
}

/** As soon as sockets learn that somebody may see less. */
const lastsMs = 1_000;

/** One session's or key's listening to one recording; whoever begins with another ends the one before. */
interface Pass {
  row: RecordingRow;
  caller: Caller;
  until: number;
  begunAt: number;
  /** Answers that are still on their way: players read as they play. */
  running: number;
  lastAt: number;
}

/** The headers that tell who asks. */
type Caller = Pick<IncomingHttpHeaders, "authorization" | "cookie">;

type FindListener = (caller: Caller) => Promise<Access | undefined>;

/**
 * Whoever moves about in a recording asks for one range after another. What was found for the first holds for a second, and is found
 * anew in time for as long as they listen, so that the sound comes without a question to the database.
 */
export function createListeningPasses(
  deps: Pick<Deps, "db" | "clock" | "log" | "recordings">,
  findListener: FindListener,
): ListeningPasses {
  const passes = new Map<string, Pass>();
  const now = () => deps.clock.now().getTime();
  let renewing: Promise<unknown> | undefined;

  async function send(pass: Pass, sending: Sending) {
    pass.running++;
    try {
      await sendRecording(deps, sending);
    } finally {
      pass.running--;
      pass.lastAt = now();
    }
  }

  async function check(who: string, pass: Pass) {
    const at = now();
    const row = pass.running > 0 || at < pass.lastAt + restMs ? await findFor(pass) : undefined;
    if (passes.get(who) !== pass) return;
    if (row) Object.assign(pass, { row, until: at + lastsMs });
    else passes.delete(who);
  }

  async function findFor({ row: { id }, caller }: Pass): Promise<RecordingRow | undefined> {
    const access = await findListener(caller);
    const row = access && (await getRecording(deps, access, id).catch(unlessNotFound));
    return row?.key && !row.deletedAt ? row : undefined;
  }

  return {
    async admit(sending) {
      const { request, row } = sending;
      const at = now();
      const caller = callerOf(request);
      const pass = { row, caller, until: at + lastsMs, begunAt: at, running: 0, lastAt: at };
      passes.set(nameOf(caller), pass);
      await send(pass, sending);
    },
    async serve(request, response, next) {
      const pass = passes.get(nameOf(callerOf(request)));
      if (pass?.row.id !== request.params.id || pass.until <= now()) return next();
      if (isFromBeginning(request, pass.row) && now() >= pass.begunAt + soonMs) return next();
      await send(pass, { row: pass.row, request, response });
    },
    async renew() {
      renewing ??= Promise.all([...passes].map((entry) => check(...entry)))
        .catch((err) => deps.log.warn({ err }, "Who listens could not be found anew; they are asked again"))
        .finally(() => {
          renewing = undefined;
        });
      await renewing;
      return passes.size;
    },
  };
}

const callerOf = ({ headers: { authorization, cookie } }: Pick<Request, "headers">): Caller => ({
  authorization,
  cookie,
});

const nameOf = ({ authorization, cookie }: Caller) => JSON.stringify([authorization ?? null, cookie ?? null]);

function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof AppError) || error.code !== "not_found") throw error;
}
