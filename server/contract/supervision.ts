import { z } from "zod";
import { At, Id } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";

/** `listen`: heard by nobody; `whisper`: by the agent alone; `barge`: by all; `takeOver`: by all, and the agent goes. */
export const SupervisionMode = z.enum(["listen", "whisper", "barge", "takeOver"]);
export type SupervisionMode = z.infer<typeof SupervisionMode>;

/** One time that somebody attended a call in one way. */
export const Supervision = z
  .object({ id: Id, personId: Id, mode: SupervisionMode, startedAt: At, endedAt: At.nullable() })
  .meta({ id: "Supervision" });
export type Supervision = z.infer<typeof Supervision>;

const byId = z.object({ id: Id });
const tag = "Calls";

export const supervisionEndpoints = {
  "PUT /calls/:id/supervision": {
    summary:
      "Attend a call that one leads, with one's own phone, or go on in another way: listen, whisper to the agent, barge in, take over",
    tag,
    scope: "session",
    role: "supervisor",
    params: byId,
    body: z.object({ mode: SupervisionMode }).strict(),
  },
  "DELETE /calls/:id/supervision": {
    summary: "Attend it no more",
    tag,
    scope: "session",
    role: "supervisor",
    params: byId,
  },
  "GET /calls/:id/supervisions": {
    summary: "Who attended a call, how and when; not who listens to oneself",
    tag,
    scope: "conversations:read",
    role: "supervisor",
    params: byId,
    response: z.array(Supervision),
  },
} as const satisfies Endpoints;
