import type { Outbound } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob, type JobHandler } from "../lib/jobs.ts";
import { transact } from "../lib/transact.ts";
import { findUnread, type Unread } from "./find-unread.ts";
import { handOver } from "./hand-over.ts";
import type { OutboundPorts } from "./jobs.ts";
import { openFile } from "./open-file.ts";
import { later, type Outcome } from "./outcome.ts";
import type { Route } from "./route.ts";
import { saySentOn } from "./say-sent-on.ts";
import { markSentOn, unmarkSentOn } from "./sent-on.ts";

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
    if (route.way === "elsewhere") return again(deps, { interactionId, tried }, handOnMs);
    const marked = await markSentOn(deps, unread);
    // What is left of it then goes by itself.
    if (marked === "taken") return again(deps, { interactionId, tried }, 0);
    const outcome = marked === "spent" ? spent : await attempt(deps, unread, route, tried + 1);
    if (outcome.state === "queued") {
      await unmarkSentOn(deps, unread);
      return again(deps, { interactionId, tried: tried + 1 }, outcome.retryInMs);
    }
    if (outcome.state === "sent") onSent(unread.byChannelId);
    await saySentOn(deps, unread, outcome);
  };
}

const handOnMs = 500;
const spent: Outcome = {
  state: "failed",
  detail: "Too many automatic messages went there in the last hour.",
};

async function attempt(
  deps: Deps,
  unread: Unread,
  route: Exclude<Route, { way: "elsewhere" }>,
  nth: number,
): Promise<Outcome> {
  if (route.way === "closed") return { state: "failed", detail: route.reason };
  if (route.way === "down") return later(nth, route.reason);
  return handOver(deps, route, letterOf(deps, unread), nth);
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
