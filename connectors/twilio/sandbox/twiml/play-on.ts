import { wait } from "../clock.ts";
import { voices } from "../sound/tone.ts";
import type { Endpoint } from "../webhooks/send-webhook.ts";
import { DocumentError } from "./document.ts";
import { followFrom } from "./follow-from.ts";
import { hear, type Stage } from "./stage.ts";

const shortestRoundMs = 1000;
const afterTroubleMs = 5000;

/** Follows what an address says again and again, until it leads away; music is heard where it cannot be had. */
export async function playOn(stage: Stage, from: Endpoint): Promise<"hangUp" | "leave"> {
  const { clock } = stage.exchange;
  for (;;) {
    const begunAt = clock.now();
    try {
      const turn = await followFrom(stage, from);
      if (turn) return turn;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      const { code, message, url } = error;
      stage.exchange.errors.push({ code, message, callSid: stage.call.sid, url });
      await hear(stage, voices.music, afterTroubleMs);
    }
    // An empty document would otherwise be asked for without a pause.
    if (clock.now() - begunAt < shortestRoundMs) await wait(clock, shortestRoundMs, stage.signal);
  }
}
