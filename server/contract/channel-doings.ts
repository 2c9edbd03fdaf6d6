import { z } from "zod";
import { Id, text, words } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";

/** One that the provider has for a setting, and what it is used for now. */
export const ListedValue = z
  .object({ value: z.string(), label: z.string(), detail: z.string().optional() })
  .meta({ id: "ListedValue" });
export type ListedValue = z.infer<typeof ListedValue>;

const tag = "Channels";

/** What an admin does at a channel, or one to be, besides changing it. */
export const channelDoingEndpoints = {
  "POST /channels/listed-values": {
    summary: "What the provider has to choose from for a setting, asked with the settings typed so far",
    tag,
    scope: "session",
    role: "admin",
    body: z
      .object({
        connector: text(40),
        settings: z.record(z.string().max(80), z.unknown()),
        /** Of a channel that is there: what is left out of the settings is as it is kept. */
        channelId: Id.optional(),
        field: text(80),
      })
      .strict(),
    response: z.object({ values: z.array(ListedValue) }),
  },
  "POST /channels/:id/pretend-calls": {
    summary: "Place a call as from outside, at a channel whose calls are pretended",
    tag,
    scope: "session",
    role: "admin",
    params: z.object({ id: Id }),
    body: z
      .object({
        from: text(16).regex(/^\+[1-9]\d{6,14}$/, "is a number with its country, such as +4930123456"),
        /** What the caller does, like `press 2, wait 20 s, talk, hang up`. */
        script: words(1_000),
      })
      .strict(),
    status: 202,
  },
} as const satisfies Endpoints;
