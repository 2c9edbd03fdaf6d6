import { z } from "zod";
import { Call } from "./calls.ts";
import { Id, text } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";

/** What a call can go out with. */
export const CallerId = z
  .object({
    channelId: Id,
    /** The queue for which is called, whose number and recording it has; null is for none. */
    queueId: Id.nullable(),
    /** The queue's, or the channel's. */
    name: z.string(),
    /** What is seen by who is called, in E.164. */
    number: z.string(),
    /** Of the number, ISO 3166: numbers without their country are of this one. */
    country: z.string().nullable(),
  })
  .meta({ id: "CallerId" });
export type CallerId = z.infer<typeof CallerId>;

const tag = "Calls";

export const outgoingCallEndpoints = {
  "GET /me/caller-ids": {
    summary: "What one can call with: one's queues, then channels; none where no channel calls telephones",
    tag,
    scope: "session",
    response: z.array(CallerId),
  },
  "POST /calls": {
    summary: "Call a telephone. The first channel that can, and no queue, unless said",
    tag,
    scope: "session",
    body: z
      .object({
        /** As people write it, with its country or without. */
        number: text(40),
        channelId: Id.nullable().default(null),
        queueId: Id.nullable().default(null),
        /** Whom it is, where that is known; else whose number it is. */
        contactId: Id.nullable().default(null),
      })
      .strict(),
    response: Call,
    status: 201,
  },
} as const satisfies Endpoints;
