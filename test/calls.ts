import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import type { CallDoor, CallInput, CallStep } from "../connectors/contract.ts";
import { callFlows } from "../db/schema/call-flows.ts";
import type * as tables from "../db/schema/index.ts";
import { newId, people, tasks, workItems } from "../db/schema/index.ts";
import { createCallDoor } from "../server/calls/create-call-door.ts";
import type { Flow } from "../server/calls/flow/flow.ts";
import { addLeg } from "../server/calls/legs/add-leg.ts";
import { placeCall } from "../server/calls/outgoing/place-call.ts";
import { getChangedCall } from "../server/calls/queries.ts";
import type { Call } from "../server/contract/calls.ts";
import { type CallLane, createCallLane } from "../server/ingest/create-call-lane.ts";
import type { Deps } from "../server/lib/deps.ts";
import { carryOutOffers } from "../server/routing/engine/carry-out-offers.ts";
import { acceptOffer } from "../server/routing/work/accept-offer.ts";
import { accessOf, makeChannel, makePerson, makeQueue, type TestHub } from "./factories.ts";
import { type FakeVoice, fakeVoice } from "./fake-voice.ts";

export interface Line {
  deps: Deps;
  voice: FakeVoice;
  lane: CallLane;
  channelId: string;
  door: CallDoor;
  queueId: string;
  anna: { id: string };
  ben: { id: string };
}

const says = (text: string) => ({ type: "say", text, language: "en" }) as const;
/** A choice between the queue, a voicemail and a call back. */
export const menuFlow = (queueId: string): Flow => ({
  entry: "menu",
  nodes: {
    menu: {
      type: "menu",
      prompt: says("Press 1, 2 or 3"),
      choices: [
        { digit: "1", label: "Sales", next: "queue" },
        { digit: "2", label: "Message", next: "voicemail" },
        { digit: "3", label: "Later", next: "callback" },
      ],
      timeoutSeconds: 5,
      tries: 2,
      wrong: null,
      otherwise: "end",
    },
    queue: {
      type: "queue",
      queueId,
      music: null,
      announce: {
        language: "en",
        position: "You are number {position}",
        expectedWait: "{minutes} minutes",
        everySeconds: 30,
      },
      callback: { key: "5", prompt: says("Press 5"), next: "callback" },
      overflow: { afterSeconds: 60, next: "voicemail" },
    },
    voicemail: { type: "voicemail", prompt: says("Speak"), maxSeconds: 60, next: "end" },
    callback: { type: "callback", prompt: says("We call back") },
    end: { type: "hangUp", prompt: null },
  },
});

const lanes = new Map<TestHub, CallLane>();

/** One for each hub, as in a running one; to be stopped before the hub is closed. */
export function laneOf(hub: TestHub): CallLane {
  const lane = lanes.get(hub) ?? createCallLane(hub.deps);
  lanes.set(hub, lane);
  return lane;
}

export async function closeLines(hub: TestHub): Promise<void> {
  await lanes.get(hub)?.stop();
  await hub.close();
}

export interface LineValues extends Partial<typeof tables.queues.$inferInsert> {
  /** What callers hear, given the queue; without it they wait there at once. */
  flow?: (queueId: string) => Flow;
}

/** A channel whose calls wait in a queue of two agents whose phones are ready. */
export async function makeLine(hub: TestHub, { flow, ...values }: LineValues = {}): Promise<Line> {
  const voice = fakeVoice();
  const deps: Deps = {
    ...hub.deps,
    carriers: {
      voiceOf: () => voice,
      lastVoiceOf: async () => undefined,
      connectSeconds: 10,
      lossSeconds: 30,
    },
  };
  const ready = { isOnline: true, hasPhone: true, availability: "ready", capacity: 6 } as const;
  const anna = await makePerson(hub, { name: "Anna", ...ready });
  const ben = await makePerson(hub, { name: "Ben", ...ready });
  const queue = await makeQueue(hub, { personIds: [anna.id, ben.id], ...values });
  const rules = { makeDeal: false, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 };
  const callFlowId = flow ? await makeCallFlow(hub, flow(queue.id)) : null;
  const channel = await makeChannel(hub, { queueId: queue.id, callFlowId, rules });
  const lane = laneOf(hub);
  const door = createCallDoor(deps, { lane, findWait: async () => undefined })(channel.id);
  return { deps, voice, lane, channelId: channel.id, door, queueId: queue.id, anna, ben };
}

async function makeCallFlow({ deps }: Pick<TestHub, "deps">, flow: Flow): Promise<string> {
  const [id, entry] = [newId(), newId()];
  const first = flow.nodes[flow.entry];
  if (!first) throw new Error("This flow begins nowhere.");
  const nodes = { ...flow.nodes, [entry]: first };
  await deps.db.insert(callFlows).values({ id, name: `Flow ${id}`, entry, nodes });
  return id;
}

export interface Caller {
  externalId: string;
  number: string;
  id: string;
  steps: CallStep[];
  tell(input: CallInput): Promise<CallStep[]>;
}

let rung = 0;

/** Somebody rings. */
export async function ring(
  { door, deps, channelId }: Line,
  { number = `+4930${String(1_000_000 + ++rung)}` }: { number?: string } = {},
): Promise<Caller> {
  const externalId = randomUUID();
  const steps = await door.arrive({ externalId, from: { identity: { kind: "phone", address: number } } });
  const { rows } = await deps.pool.query<{ id: string }>(
    "select id from calls where channel_id = $1 and external_id = $2",
    [channelId, externalId],
  );
  return { externalId, number, id: rows[0]?.id ?? "", steps, tell: (input) => door.tell(externalId, input) };
}

/** The open work item of a call; undefined when it has none. */
export async function workOf({ deps }: Pick<Line, "deps">, call: { id: string }) {
  const { conversationId } = await getChangedCall(deps, call.id);
  const [item] = await deps.db
    .select()
    .from(workItems)
    .where(and(eq(workItems.conversationId, conversationId), ne(workItems.state, "done")));
  return item;
}

/** Holds a waiting call out to a person, as the engine does. */
export async function offer(line: Line, call: { id: string }, person: { id: string }): Promise<string> {
  const item = await workOf(line, call);
  if (!item?.queueId) throw new Error("This call does not wait in a queue.");
  const endsAt = line.deps.clock.now().getTime() + 30_000;
  const offered = {
    type: "offer",
    itemId: item.id,
    personId: person.id,
    queueId: item.queueId,
    endsAt,
  } as const;
  const made = await carryOutOffers(line.deps, [offered]);
  if (!made.has(item.id)) throw new Error("The call was not offered.");
  return item.id;
}

/** Offers a call to somebody who accepts it. @returns their leg */
export async function accept(line: Line, call: { id: string }, person: { id: string }) {
  const workItemId = await offer(line, call, person);
  await acceptOffer(line.deps, { access: await accessOf(line, person), workItemId });
  const { legs } = await getChangedCall(line.deps, call.id);
  const leg = legs.findLast(({ personId }) => personId === person.id);
  if (!leg) throw new Error("No leg was begun.");
  return leg.id;
}

/** The same, and they are connected. */
export async function answer(line: Line, call: { id: string }, person: { id: string }) {
  const legId = await accept(line, call, person);
  await line.door.tellLeg(legId, { state: "connected" });
  return legId;
}

/** A call that Anna has answered; `by` is what somebody names to change it. */
export async function openCall(line: Line) {
  const call = await ring(line);
  const legId = await answer(line, call, line.anna);
  const by = async (person: { id: string }) => ({ access: await accessOf(line, person), callId: call.id });
  return { call, legId, by };
}

/** Somebody brings a party into a call. @returns its leg */
export async function bringIn(
  line: Line,
  asked: Omit<Parameters<typeof addLeg>[1], "to" | "leaves"> & { leaves?: boolean },
  to: { id: string } | { number: string },
): Promise<string> {
  const party =
    "id" in to
      ? ({ kind: "person", personId: to.id } as const)
      : ({ kind: "number", number: to.number } as const);
  await addLeg(line.deps, { leaves: false, ...asked, to: party });
  const { legs } = await getChangedCall(line.deps, asked.callId);
  return legs.at(-1)?.id ?? "";
}

export const readCall = ({ deps }: Pick<Line, "deps">, { id }: { id: string }): Promise<Call> =>
  getChangedCall(deps, id);

type Placed = Partial<Omit<Parameters<typeof placeCall>[1], "access">> & { person?: { id: string } };

/** Anna, or somebody else, calls a telephone. */
export async function place(line: Line, { person = line.anna, ...values }: Placed = {}) {
  const access = await accessOf(line, person);
  const own = { number: "+4930123456", channelId: line.channelId, queueId: null, contactId: null };
  return { id: await placeCall(line.deps, { access, ...own, ...values }) };
}

/** What is to be done for whoever was not served. */
export const callBack = { kind: "callback", title: "Call back within 15 minutes", doneAt: null };

/** What is to be done for the contact of a call, open or not. */
export async function tasksOf({ deps }: Pick<Line, "deps">, call: { id: string }) {
  const { contact } = await getChangedCall(deps, call.id);
  return deps.db.select().from(tasks).where(eq(tasks.contactId, contact.id));
}

export async function setPhone({ deps }: Pick<Line, "deps">, person: { id: string }, hasPhone: boolean) {
  await deps.db.update(people).set({ hasPhone }).where(eq(people.id, person.id));
}
