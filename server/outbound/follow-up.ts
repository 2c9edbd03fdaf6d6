import type { Outbound } from "../../connectors/contract.ts";
import { addEntry, holdForHub, saveConversation } from "../conversations/hold.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob, type JobHandler } from "../lib/jobs.ts";
import { transact } from "../lib/transact.ts";
import { backoffMs, mostAttempts } from "./backoff.ts";
import { findUnread, type Unread } from "./find-unread.ts";
import type { OutboundPorts } from "./jobs.ts";
import { openFile } from "./open-file.ts";
import { outcomeOf } from "./outcome.ts";

/**
 * Answers that the contact has not read where they were given go to his proven address, once: they are marked before
 * they leave, and what fails for good or may have been sent is not tried again.
 */
export function createFollowUp(
  deps: Deps,
  { findRoute, onSent }: Pick<OutboundPorts, "findRoute" | "onSent">,
): JobHandler<"followUp"> {
  return async ({ interactionId, tried = 0 }) => {
    const unread = await findUnread(deps, interactionId);
    if (!unread) return;
    const route = await findRoute(unread.byChannelId);
    const later = (inMs: number, times = tried) => again(deps, { interactionId, tried: times }, inMs);
    if (route.way === "elsewhere") return later(500);
    if (route.way === "closed") return deps.log.warn({ interactionId }, `Not followed up: ${route.reason}`);
    if (route.way === "down")
      return tried < mostAttempts ? later(backoffMs(tried + 1), tried + 1) : undefined;
    if (!(await mark(deps, unread))) return;
    try {
      await route.send(letterOf(deps, unread));
      onSent(unread.byChannelId);
      await note(deps, unread);
    } catch (error) {
      deps.log.warn({ err: route.scrub(error), interactionId }, "Unread answers were not sent on");
      const outcome = outcomeOf(error, tried + 1, route.refusesDuplicates);
      if (outcome.state !== "queued") return;
      await unmark(deps, unread.messages);
      await later(outcome.retryInMs, tried + 1);
    }
  };
}

/** False where somebody else was quicker. */
async function mark(deps: Pick<Deps, "pool">, { messages }: Unread): Promise<boolean> {
  const { rows } = await deps.pool.query<{ id: string }>(
    "insert into follow_ups (interaction_id) select unnest($1::uuid[]) on conflict do nothing returning interaction_id as id",
    [messages.map(({ id }) => id)],
  );
  if (rows.length === messages.length) return true;
  await unmark(deps, rows);
  return false;
}

async function unmark({ pool }: Pick<Deps, "pool">, messages: { id: string }[]): Promise<void> {
  await pool.query("delete from follow_ups where interaction_id = any($1::uuid[])", [
    messages.map(({ id }) => id),
  ]);
}

/** Says so on the timeline. */
async function note(deps: Pick<Deps, "pool" | "clock">, { conversationId, byChannelId, messages }: Unread) {
  await transact(deps, async (tx) => {
    const held = await holdForHub(tx, conversationId);
    if (!held) return;
    const values = { channelId: byChannelId, count: messages.length };
    await addEntry(tx, held, undefined, "conversation.followedUp", values);
    await saveConversation(tx, held, deps.clock.now());
  });
}

function letterOf(deps: Pick<Deps, "files">, unread: Unread): Outbound {
  const { messages, address, name, conversationId, thread, subject, author } = unread;
  const last = messages.at(-1);
  return {
    // What answers it is then known to answer the conversation.
    key: last?.id ?? "",
    conversationId,
    thread,
    to: { kind: "email", address },
    text: messages.map(({ text }) => text).join("\n\n"),
    files: messages.flatMap(({ files }) => files.map((file) => openFile(deps, file))),
    author: { name: author },
    createdAt: last?.createdAt.toISOString() ?? "",
    letter: {
      subject,
      to: [{ address, ...(name && { name }) }],
      cc: [],
      bcc: [],
      before: [],
      writtenTo: [],
      isAutomatic: true,
    },
  };
}

async function again(deps: Deps, payload: { interactionId: string; tried: number }, inMs: number) {
  const runAt = new Date(deps.clock.now().getTime() + inMs);
  await transact(deps, (tx) =>
    addJob(tx, "followUp", payload, { runAt, key: `followUp:${payload.interactionId}` }),
  );
}
