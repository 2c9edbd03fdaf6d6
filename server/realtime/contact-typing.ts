import { and, desc, eq } from "drizzle-orm";
import { conversations } from "../../db/schema/index.ts";
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
    const [row] = await deps.db
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.channelId, channelId), eq(conversations.thread, thread)))
      .orderBy(desc(conversations.createdAt))
      .limit(1);
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
