import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach } from "vitest";
import { channels, identities } from "../../db/schema/index.ts";
import { createFollowUp } from "../../server/outbound/follow-up.ts";
import { makeChannel } from "../factories.ts";
import { setOutbox } from "./outbox.ts";

const going = new AbortController().signal;

/** An outbox whose contact has a proven address, and a channel of letters by which unread answers go there. */
export function setFollowUps() {
  const outbox = setOutbox();
  /** Of each test. */
  const place = { address: "", mailboxId: "" };

  beforeEach(async () => {
    const { hub, conversation } = outbox;
    place.mailboxId = (await makeChannel(hub, { letters: true })).id;
    const rules = {
      makeDeal: false,
      makeTask: false,
      answerWithinMinutes: 15,
      reopenWithinDays: 7,
      followUp: { channelId: place.mailboxId, afterMinutes: 10 },
    };
    await hub.deps.db.update(channels).set({ rules }).where(eq(channels.id, conversation.channelId));
    place.address = `${randomUUID()}@example.com`;
    const identity = { kind: "email", address: place.address, isProven: true };
    await hub.deps.db.insert(identities).values({ contactId: conversation.contactId, ...identity });
  });

  const worker = (deps = outbox.hub.deps) => {
    const findRoute = async () => outbox.route ?? outbox.openRoute({ letters: true });
    const work = createFollowUp(deps, { findRoute, onSent: () => {} });
    return (interactionId: string) => work({ interactionId }, going);
  };

  return {
    outbox,
    place,
    worker,
    followUp: (interactionId: string) => worker()(interactionId),
    /** Two answers that were given in the chat; gives their ids. */
    async answered() {
      const ids = [await outbox.write("One"), await outbox.write("Two")];
      for (const id of ids) await outbox.send(id);
      outbox.taken.length = 0;
      return ids as [string, string];
    },
    /** What the timeline says of sending on. */
    async entries(): Promise<Record<string, unknown>[]> {
      const { rows } = await outbox.hub.deps.pool.query(
        "select data from interactions where conversation_id = $1 and kind = 'system' order by position",
        [outbox.conversation.id],
      );
      return rows.map(({ data }) => data);
    },
  };
}
