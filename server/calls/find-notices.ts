import { and, inArray, isNotNull, ne } from "drizzle-orm";
import { queues } from "../../db/schema/routing.ts";
import type { Deps } from "../lib/deps.ts";
import type { Flow, RecordingNotice } from "./flow/flow.ts";

/** What callers of a flow are told before they wait in those of its queues that record; by the queue's id. */
export async function findNotices(
  { db }: Pick<Deps, "db">,
  flow: Flow,
): Promise<Record<string, RecordingNotice>> {
  const nodes = Object.values(flow.nodes);
  const ids = nodes.flatMap((node) => (node.type === "queue" ? [node.queueId] : []));
  if (ids.length === 0) return {};
  const { id, recording, recordingNotice: text, asksRecording: asks } = queues;
  const rows = await db
    .select({ id, text, asks })
    .from(queues)
    .where(and(inArray(id, ids), ne(recording, "never"), isNotNull(text)));
  const language = languageOf(flow);
  return Object.fromEntries(rows.map((row) => [row.id, { text: row.text ?? "", language, asks: row.asks }]));
}

/** That of its first text that is read out. */
function languageOf({ nodes }: Flow): string {
  for (const node of Object.values(nodes)) {
    if ("prompt" in node && node.prompt?.type === "say") return node.prompt.language;
    if (node.type === "queue" && node.announce) return node.announce.language;
  }
  return "en";
}
