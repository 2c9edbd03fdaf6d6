import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { conversations, people, workspace } from "../../../db/schema/index.ts";
import { accessOf, makePerson, makeQueue, testHub } from "../../../test/factories.ts";
import { setIngest } from "../../../test/set-ingest.ts";
import { makeDesk, makeOffered, makeWaiting } from "../../../test/work.ts";
import { applyEvent } from "../../board/floor/apply-event.ts";
import { isFloorEvent } from "../../board/floor/floor-events.ts";
import type { Floor } from "../../board/floor/state.ts";
import { floorFromRows } from "../../board/floor-from-rows.ts";
import { assign } from "../../conversations/assign.ts";
import { setStatus } from "../../conversations/set-status.ts";
import { readEvents } from "../../events/queries.ts";
import { message } from "../../ingest/test-messages.ts";
import { removePerson } from "../../people/remove-person.ts";
import type { Access } from "../../permissions/access.ts";
import { carryOut } from "../engine/carry-out.ts";
import { loadState } from "../engine/load-state.ts";
import type { Action } from "../engine/state.ts";
import { archiveQueue } from "../queues/archive-queue.ts";
import { declineOffer } from "./decline-offer.ts";
import { moveWork } from "./move-work.ts";

const hub = await testHub();
const { deps } = hub;
await deps.db.insert(workspace).values({});
const own = setIngest(hub);
afterAll(hub.close);

const longAgo = new Date(Date.now() - 3_600_000);
const earlier = new Date(Date.now() - 1_800_000);
let desk: Awaited<ReturnType<typeof makeDesk>>;
let other: Awaited<ReturnType<typeof makeQueue>>;
let chief: Access;
let admin: Access;
beforeEach(async () => {
  desk = await makeDesk(hub);
  other = await makeQueue(hub);
  chief = await accessOf(hub, desk.chief);
  admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});

type Item = Awaited<ReturnType<typeof makeWaiting>>;
/** Held out, an hour after it came. */
const offered = () => makeOffered(hub, desk, desk.anna, { waitingSince: longAgo, queuedSince: longAgo });

/** In hand, of a contact who has written half an hour ago. */
async function active() {
  const values = {
    state: "active",
    ownerId: desk.anna.id,
    waitingSince: longAgo,
    acceptedAt: longAgo,
  } as const;
  const item = await makeWaiting(hub, desk, values);
  await setConversation(item, { waitingSince: earlier });
  return item;
}

async function wrappedUp() {
  const item = await makeWaiting(
    hub,
    { ...desk, channel: { id: own.channelId } },
    { state: "wrapUp", ownerId: desk.anna.id, waitingSince: longAgo, wrapUpEndsAt: new Date() },
  );
  const status = {
    status: "resolved",
    resolvedAt: new Date(),
    assigneeId: desk.anna.id,
    thread: item.id,
  } as const;
  await setConversation(item, status);
  return item;
}

const plan = async (actions: Action[]) =>
  carryOut(deps, (await loadState(deps)).state, actions, new AbortController().signal);
const setConversation = ({ conversationId }: Item, values: Partial<typeof conversations.$inferInsert>) =>
  deps.db.update(conversations).set(values).where(eq(conversations.id, conversationId));
const setAnna = (values: Partial<typeof people.$inferInsert>) =>
  deps.db.update(people).set(values).where(eq(people.id, desk.anna.id));

async function write({ id: thread }: Item) {
  await own.ingest.accept(own.channelId, message({ thread, address: thread }));
  await own.ingest.idle();
}

const waysBack: [string, () => Promise<Item>, (item: Item) => Promise<unknown>][] = [
  [
    "declined",
    offered,
    async ({ id }) => declineOffer(deps, { access: await accessOf(hub, desk.anna), workItemId: id }),
  ],
  [
    "moved while it is held out",
    offered,
    ({ id }) => moveWork(deps, { access: chief, workItemId: id, queueId: other.id }),
  ],
  [
    "moved out of somebody's hands",
    active,
    ({ id }) => moveWork(deps, { access: chief, workItemId: id, queueId: other.id }),
  ],
  [
    "put back into its own queue",
    active,
    ({ id, queueId }) => moveWork(deps, { access: chief, workItemId: id, queueId: queueId! }),
  ],
  [
    "taken from somebody",
    active,
    ({ conversationId }) => assign(deps, { access: chief, conversationId, personId: null }),
  ],
  [
    "given back by whoever is removed",
    active,
    () => removePerson(deps, { access: admin, personId: desk.anna.id }),
  ],
  ["of an archived queue", offered, () => archiveQueue(deps, { access: admin, queueId: desk.queue.id })],
  [
    "let pass",
    offered,
    ({ id: itemId }) => plan([{ type: "miss", itemId, personId: desk.anna.id, setsAway: false }]),
  ],
  [
    "handed back, as nobody is there for it",
    async () => {
      const item = await active();
      await setAnna({ isOnline: false });
      return item;
    },
    ({ id: itemId }) => plan([{ type: "handBack", itemId, personId: desk.anna.id }]),
  ],
  [
    "written on again while whoever wraps it up is away",
    async () => {
      await setAnna({ availability: "away" });
      return wrappedUp();
    },
    write,
  ],
  [
    "opened again while it is nobody's",
    async () => {
      const item = await wrappedUp();
      await setConversation(item, { assigneeId: null });
      return item;
    },
    ({ conversationId }) => setStatus(deps, { access: admin, conversationId, status: "open" }),
  ],
];

test.each(waysBack)("work that is %s waits as long by the log as by the rows", async (_way, make, act) => {
  const item = await make();
  const told = await floorFromRows(deps);
  await act(item);
  for (const event of await readEvents(deps.pool, told.seq, 100))
    if (isFloorEvent(event)) applyEvent(told, event);
  const found = essence(told, item);
  expect(found).toEqual(essence(await floorFromRows(deps), item));
  expect(found).toMatchObject({ state: "waiting", ownerId: null, offeredTo: null });
});

/** The log is written a moment after the rows say when, by a clock that may be a millisecond ahead of this one. */
function essence({ items }: Floor, { id }: Item) {
  const item = items.get(id);
  if (!item) return undefined;
  const { state, queueId, ownerId, offeredTo, isResting } = item;
  const tensOfMinutes = Math.max(0, Math.round((Date.now() - item.waitingSince) / 600_000));
  return { state, queueId, ownerId, offeredTo, isResting, tensOfMinutes };
}
