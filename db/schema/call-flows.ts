import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, id, timestamps } from "./columns.ts";
import { files } from "./conversations.ts";
import type { OfficeHours } from "./workspace.ts";

/** What a caller hears. */
export type Prompt = { type: "say"; text: string; language: string } | { type: "play"; fileId: string };

/** `next` and its like are ids of nodes. */
export type CallFlowNode =
  | { type: "say"; prompt: Prompt; next: string }
  | {
      type: "menu";
      prompt: Prompt;
      choices: { digit: string; label: string; next: string }[];
      timeoutSeconds: number;
      tries: number;
      wrong: Prompt | null;
      otherwise: string;
    }
  | { type: "hours"; hours: OfficeHours | null; open: string; closed: string }
  | {
      type: "queue";
      queueId: string;
      music: string | null;
      announce: {
        language: string;
        position: string | null;
        expectedWait: string | null;
        everySeconds: number;
      } | null;
      callback: { key: string; prompt: Prompt; next: string } | null;
      overflow: { afterSeconds: number; next: string } | null;
    }
  | { type: "voicemail"; prompt: Prompt; maxSeconds: number; next: string }
  | { type: "callback"; prompt: Prompt }
  | { type: "transfer"; number: string; timeoutSeconds: number; otherwise: string }
  | { type: "hangUp"; prompt: Prompt | null };

export const callFlows = pgTable("call_flows", {
  ...id,
  name: text().notNull(),
  /** Goes up with each change, so that of two who change it at once the second is told. */
  version: integer().notNull().default(1),
  entry: uuid().notNull(),
  nodes: jsonb().$type<Record<string, CallFlowNode>>().notNull(),
  archivedAt: at(),
  ...timestamps,
});

/** The uploaded files that a flow names, which are therefore kept. */
export const callFlowSounds = pgTable(
  "call_flow_sounds",
  {
    callFlowId: uuid()
      .notNull()
      .references(() => callFlows.id, { onDelete: "cascade" }),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.callFlowId, t.fileId] }), index("call_flow_sounds_file").on(t.fileId)],
);
