import type { Call } from "../calls/call.ts";
import { callFields } from "../calls/call-fields.ts";
import { changeStatus } from "../calls/change-status.ts";
import { endCall } from "../calls/end-call.ts";
import { occupy } from "../calls/occupy.ts";
import type { Exchange } from "../exchange.ts";
import { voices } from "../sound/tone.ts";
import type { Endpoint, Fields } from "../webhooks/send-webhook.ts";
import { callVerbs } from "./call-verbs.ts";
import { DocumentError, readDocument } from "./document.ts";
import { fetchDocument } from "./fetch-document.ts";
import { followDocument } from "./follow-document.ts";
import { hear, type Stage, type Turn } from "./stage.ts";

export type Start = { to: Endpoint; fields?: Fields } | { twiml: string };

const apologyMs = 4000;

/** Does with a call what documents say, from the first to the end, and then hangs up. */
export const followCall = (exchange: Exchange, call: Call, start: Start): Promise<void> =>
  occupy(call, async (signal) => {
    const stage: Stage = {
      exchange,
      call,
      out: call.ear,
      signal,
      verbs: callVerbs,
      fields: () => callFields(exchange, call),
      beforeVerb: (name) => {
        if (name !== "Reject" && name !== "Pause") pickUp(exchange, call);
      },
    };
    await followAll(stage, start);
    pickUp(exchange, call);
    endCall(exchange, call);
  });

async function followAll(stage: Stage, start: Start): Promise<void> {
  let fallback = stage.call.fallback;
  let next: Start | Turn = start;
  while (typeof next === "object") {
    try {
      next = await followOne(stage, next);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      const { code, message, url } = error;
      stage.exchange.errors.push({ code, message, callSid: stage.call.sid, url });
      if (!fallback) return apologise(stage);
      next = { to: fallback, fields: { ErrorCode: String(code), ErrorUrl: url } };
      fallback = undefined;
    }
  }
}

async function followOne(stage: Stage, start: Start): Promise<Turn> {
  if ("twiml" in start) return followDocument(stage, readDocument(start.twiml));
  const document = await fetchDocument(stage.exchange, start.to, { ...stage.fields(), ...start.fields });
  stage.signal.throwIfAborted();
  return followDocument(stage, document);
}

/** "An application error has occurred": this is what a caller hears when nothing can be had. */
async function apologise(stage: Stage): Promise<void> {
  pickUp(stage.exchange, stage.call);
  await hear(stage, voices.speech, apologyMs);
}

function pickUp(exchange: Exchange, call: Call): void {
  if (call.status === "ringing") changeStatus(exchange, call, "in-progress");
}
