import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InboundReceipt } from "../../connectors/contract.ts";
import { makeChannel } from "../../test/factories.ts";
import { setFollowUps } from "../../test/outbound/follow-ups.ts";
import { createIngest, type Ingest } from "../ingest/create-ingest.ts";
import { createSayBounced } from "./say-sent-on.ts";

const { outbox, place, followUp, answered, entries } = setFollowUps();
const going = new AbortController().signal;

describe("a bounce of what was sent on", () => {
  const own = {} as { ingest: Ingest };
  beforeEach(() => {
    own.ingest = createIngest(outbox.hub.deps);
  });
  afterEach(() => own.ingest.stop());

  const come = async (
    values: Partial<InboundReceipt> & { messageId: string },
    channelId = place.mailboxId,
  ) => {
    const made = { type: "receipt", externalId: randomUUID(), state: "failed", ...values } as const;
    const { inboundId } = await own.ingest.accept(channelId, made);
    await own.ingest.idle();
    const jobs = await outbox.hub.jobs("sayFollowUpBounced");
    const ours = jobs.filter(({ payload }) => payload.interactionId === values.messageId);
    const say = createSayBounced(outbox.hub.deps);
    for (const { payload } of ours) await say(payload, going);
    return { inboundId, jobs: ours };
  };

  test("is said where the answers stand, once, and leaves them as they are", async () => {
    const [one, two] = await answered();
    await followUp(one);
    await come({ messageId: two, reason: "5.1.1 No such user" });
    await come({ messageId: two, reason: "5.1.1 No such user, still" });
    expect(await entries()).toEqual([
      expect.objectContaining({ what: "conversation.followedUp" }),
      expect.objectContaining({
        what: "conversation.notFollowedUp",
        channelId: place.mailboxId,
        count: 2,
        reason: "5.1.1 No such user",
      }),
    ]);
    expect(await outbox.look(two)).toMatchObject({ state: "sent", failure: null });
  });

  test("says more than that it may have been sent", async () => {
    const [one, two] = await answered();
    outbox.provider = async () => {
      throw new Error("The line went dead.");
    };
    await followUp(one);
    await come({ messageId: two, reason: "5.1.1 No such user" });
    const reasons = (await entries()).map(({ reason }) => reason);
    expect(reasons).toEqual([expect.stringContaining("may have been sent"), "5.1.1 No such user"]);
  });

  test("counts by the channel that it went by alone; that it was read says nothing", async () => {
    const [one, two] = await answered();
    await followUp(one);
    const other = await makeChannel(outbox.hub, { letters: true });
    expect((await come({ messageId: two }, other.id)).jobs).toEqual([]);
    expect((await come({ messageId: two, state: "read" })).jobs).toEqual([]);
    expect(await entries()).toHaveLength(1);
    expect(await outbox.look(two)).toMatchObject({ state: "sent" });
  });
});
