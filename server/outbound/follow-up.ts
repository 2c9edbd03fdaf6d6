import type { Outbound } from "../../connectors/contract.ts";
import { newId } from "../../db/schema/columns.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob, type JobHandler, type Jobs } from "../lib/jobs.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { isNodeAlive } from "../lib/worker-beat.ts";
import { findSentOn, type SentOn } from "./find-sent-on.ts";
import { findUnread, type Unread } from "./find-unread.ts";
import { handOver } from "./hand-over.ts";
import type { OutboundPorts } from "./jobs.ts";
import { keepAnyway } from "./keep-anyway.ts";
import { openFile } from "./open-file.ts";
import { later, leftHalfWay, type Outcome } from "./outcome.ts";
import type { Route } from "./route.ts";
import { settleSentOn } from "./say-sent-on.ts";
import { markSentOn, unmarkSentOn } from "./sent-on.ts";

/**
 * Answers that the contact has not read where they were given go to his proven address, once: they are marked before
 * they leave, and what fails for good or may have been sent is not tried again.
 */
export function createFollowUp(
  deps: Deps,
  { findRoute, onSent }: Pick<OutboundPorts, "findRoute" | "onSent">,
): JobHandler<"followUp"> {
  /** The attempts that this process is at. */
  const inHand = new Set<string>();

  const isInHand = async ({ nodeId, attemptId }: { nodeId: string; attemptId: string }) =>
    nodeId === deps.nodeId ? inHand.has(attemptId) : isNodeAlive(deps.pool, nodeId);

  async function sendOn(
    unread: Unread,
    { route, sentOn, payload }: { route: OpenOrNot; sentOn: SentOn; payload: Required<Jobs["followUp"]> },
  ) {
    const marked = await markSentOn(deps, unread, sentOn);
    // What is left of it then goes by itself.
    if (marked === "taken") return again(deps, payload, 0);
    if (marked === "spent") return;
    const tried = payload.tried + 1;
    const outcome = await attempt(deps, unread, route, tried);
    await keepAnyway(deps, sentOn.interactionId, () =>
      outcome.state === "queued"
        ? putBack(deps, sentOn, { ...payload, tried }, outcome.retryInMs)
        : settleSentOn(deps, sentOn, outcome),
    );
    if (outcome.state === "sent") onSent(sentOn.channelId);
  }

  return async ({ interactionId, tried = 0 }) => {
    const payload = { interactionId, tried };
    const earlier = await findSentOn(deps, interactionId);
    if (earlier?.state === "sending") {
      if (await isInHand(earlier)) return again(deps, payload, lookAgainMs);
      // Sent again it may have more answers in it, and would be another letter to whoever refuses the same one twice.
      return settleSentOn(deps, earlier, leftHalfWay);
    }
    const unread = await findUnread(deps, interactionId);
    if (!unread) return;
    const route = await findRoute(unread.byChannelId);
    if (route.way === "elsewhere") return again(deps, payload, handOnMs);
    const sentOn = asSentOn(unread);
    // Before others can read the mark.
    inHand.add(sentOn.attemptId);
    await sendOn(unread, { route, sentOn, payload }).finally(() => inHand.delete(sentOn.attemptId));
  };
}

type OpenOrNot = Exclude<Route, { way: "elsewhere" }>;

const handOnMs = 500;
/** By then whoever is at it is done, or known to be gone. */
const lookAgainMs = 15_000;

const asSentOn = ({ conversationId, byChannelId, messages }: Unread): SentOn => ({
  attemptId: newId(),
  conversationId,
  channelId: byChannelId,
  interactionId: messages.at(-1)?.id ?? "",
  count: messages.length,
});

async function attempt(deps: Deps, unread: Unread, route: OpenOrNot, nth: number): Promise<Outcome> {
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

async function putBack(deps: Deps, sentOn: SentOn, payload: Jobs["followUp"], inMs: number): Promise<void> {
  await transact(deps, async (tx) => {
    if (await unmarkSentOn(tx, sentOn)) await plan(deps, tx, payload, inMs);
  });
}

const again = (deps: Deps, payload: Jobs["followUp"], inMs: number): Promise<void> =>
  transact(deps, (tx) => plan(deps, tx, payload, inMs));

async function plan({ clock }: Deps, tx: Tx, payload: Jobs["followUp"], inMs: number): Promise<void> {
  const runAt = new Date(clock.now().getTime() + inMs);
  await addJob(tx, "followUp", payload, { runAt, key: `followUp:${payload.interactionId}` });
}
