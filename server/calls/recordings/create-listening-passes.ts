import type { Request, RequestHandler } from "express";
import type { Deps } from "../../lib/deps.ts";
import type { RecordingRow } from "./present.ts";
import { sendRecording } from "./send-recording.ts";

export interface ListeningPasses {
  /** To whoever was just found to be allowed to hear it. */
  give(request: Request, row: RecordingRow): void;
  /** Answers at once who holds a pass; whoever has none goes on to be asked who they are. */
  serve: RequestHandler<{ id: string }>;
}

/** Sockets too learn within a second that somebody may see less. */
const lastsMs = 1_000;

/**
 * Whoever moves about in a recording asks for one range after another. What was found for one of them, that this session or key
 * may hear this recording, holds for the next second, so that the sound comes without a question to the database.
 */
export function createListeningPasses(deps: Pick<Deps, "clock" | "recordings">): ListeningPasses {
  /** The oldest first. */
  const passes = new Map<string, { row: RecordingRow; until: number }>();

  function dropOld(now: number) {
    for (const [key, { until }] of passes) {
      if (until > now) return;
      passes.delete(key);
    }
  }

  return {
    give(request, row) {
      const now = deps.clock.now().getTime();
      dropOld(now);
      const key = keyOf(request, row.id);
      passes.delete(key);
      passes.set(key, { row, until: now + lastsMs });
    },
    async serve(request, response, next) {
      const pass = passes.get(keyOf(request, request.params.id));
      if (!pass || pass.until <= deps.clock.now().getTime()) return next();
      await sendRecording(deps, { row: pass.row, request, response });
    },
  };
}

const keyOf = ({ headers: { cookie, authorization } }: Request, id: string) =>
  JSON.stringify([id, authorization ?? null, cookie ?? null]);
