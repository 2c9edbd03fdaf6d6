import { goesOnFirst } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";
import type { AgentNamespace } from "./agent-socket.ts";
import { viewersRoom } from "./viewing.ts";

const foundLastsMs = 10_000;
const mostKept = 1_000;

/** Tells whoever looks at a thread's conversation, on any node, that its contact types. */
export function createContactTyping(deps: Deps, agents: AgentNamespace) {
  const found = new Map<string, { conversationId: string | undefined; at: number }>();

  /** A browser that types says so every few seconds. */
  async function conversationOf(channelId: string, thread: string) {
    const key = `${channelId} ${thread}`;
    const kept = found.get(key);
    if (kept && Date.now() - kept.at < foundLastsMs) return kept.conversationId;
    const { rows } = await deps.pool.query<{ id: string }>(
      `select id from conversations where channel_id = $1 and thread = $2 order by ${goesOnFirst} limit 1`,
      [channelId, thread],
    );
    const row = rows[0];
    if (found.size >= mostKept) found.clear();
    // Only what is there is kept: the first message may come any moment.
    if (row) found.set(key, { conversationId: row.id, at: Date.now() });
    return row?.id;
  }

  return (channelId: string, thread: string, isTyping: boolean): void => {
    conversationOf(channelId, thread).then(
      (conversationId) => {
        if (!conversationId) return;
        agents.to(viewersRoom(conversationId)).emit("contactTyping", { conversationId, isTyping });
      },
      (err) => deps.log.warn({ err, channelId }, "A contact's typing could not be shown"),
    );
  };
}
