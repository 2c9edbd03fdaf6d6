import { eq } from "drizzle-orm";
import type * as tables from "../db/schema/index.ts";
import { workItems } from "../db/schema/index.ts";
import {
  makeChannel,
  makeConversation,
  makePerson,
  makeQueue,
  makeTeam,
  makeWorkItem,
  shareWith,
  type TestHub,
} from "./factories.ts";

type Values<Table extends { $inferInsert: object }> = Partial<Table["$inferInsert"]>;

/** A queue with two agents and a supervisor, fed by a channel that none of them sees but through it. */
export async function makeDesk(hub: TestHub, values: Values<typeof tables.queues> = {}) {
  const ours = await makeTeam(hub);
  const theirs = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [theirs.id] });
  const here = { teamIds: [ours.id], isOnline: true };
  const anna = await makePerson(hub, { name: "Anna", ...here });
  const ben = await makePerson(hub, { name: "Ben", ...here });
  const chief = await makePerson(hub, { name: "Chief", role: "supervisor", teamIds: [ours.id] });
  const stranger = await makePerson(hub, { name: "Stranger", role: "supervisor" });
  const queue = await makeQueue(hub, { teamIds: [ours.id], ...values });
  return { channel, anna, ben, chief, stranger, queue, team: ours };
}

/** An open conversation with a work item that waits in a queue. */
export async function makeWaiting(
  hub: TestHub,
  { channel, queue }: { channel: { id: string }; queue: { id: string } | null },
  values: Values<typeof tables.workItems> = {},
) {
  const queueId = queue?.id ?? null;
  const conversation = await makeConversation(hub, {
    channelId: channel.id,
    queueId,
    waitingSince: new Date(),
    assigneeId: values.state === "active" ? values.ownerId : null,
  });
  return makeWorkItem(hub, { conversationId: conversation.id, queueId, ...values });
}

/** The same, held out to somebody for half a minute. */
export async function makeOffered(
  hub: TestHub,
  desk: Parameters<typeof makeWaiting>[1],
  person: { id: string },
  values: Values<typeof tables.workItems> = {},
) {
  const item = await makeWaiting(hub, desk, {
    state: "offered",
    offeredTo: person.id,
    offerEndsAt: new Date(hub.deps.clock.now().getTime() + 30_000),
    ...values,
  });
  await shareWith(hub, item.conversationId, person.id, "offered");
  return item;
}

export async function readItem({ deps }: Pick<TestHub, "deps">, { id }: { id: string }) {
  const [item] = await deps.db.select().from(workItems).where(eq(workItems.id, id));
  if (!item) throw new Error("This work item is not there.");
  return item;
}
