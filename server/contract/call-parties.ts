import { z } from "zod";
import { Id } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";

/** Somebody inside, and whether they can come into a call now. */
export const Colleague = z
  .object({
    personId: Id,
    hasPhone: z.boolean(),
    /** In this call or another. */
    isInCall: z.boolean(),
  })
  .meta({ id: "Colleague" });
export type Colleague = z.infer<typeof Colleague>;

export const callPartyEndpoints = {
  "GET /calls/:id/parties": {
    summary: "Who can be brought into a call: colleagues but oneself, and whether telephones can",
    tag: "Calls",
    scope: "session",
    params: z.object({ id: Id }),
    response: z.object({ colleagues: z.array(Colleague), canDial: z.boolean() }),
  },
} as const satisfies Endpoints;
