import { describe, expect, test } from "vitest";
import { decide } from "./decide.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { ConversationState, State } from "./state.ts";

const channelId = "0199f1a0-0000-7000-8000-000000000001";
const now = new Date("2025-06-02T10:00:00Z");
let made = 0;

describe("a first message", () => {
  test("makes contact, conversation, deal, task and work item, and says so in this order", () => {
    const writes = decide(state(), [message({ name: "Ada" })]);
    expect(writes.contacts).toMatchObject([{ name: "Ada" }]);
    expect(writes.conversations).toMatchObject([
      { length: 1, status: "open", waitingSince: now.toISOString() },
    ]);
    expect(writes.deals).toMatchObject([{ contactId: writes.contacts[0]?.id, stageId: "first" }]);
    expect(writes.tasks).toMatchObject([{ dueAt: "2025-06-02T10:15:00.000Z", dealId: writes.deals[0]?.id }]);
    expect(writes.workItems).toMatchObject([{ state: "waiting" }]);
    expect(writes.events.map((event) => event.type)).toEqual([
      "contact.created",
      "conversation.opened",
      "interaction.received",
      "deal.created",
      "task.created",
      "workItem.created",
    ]);
  });

  test("is followed in its own batch by the next ones, in order", () => {
    const writes = decide(state(), [
      message({ text: "one" }),
      message({ text: "two" }),
      message({ text: "three" }),
    ]);
    expect(writes.contacts).toHaveLength(1);
    expect(writes.conversations).toMatchObject([{ length: 3, lastPreview: "three" }]);
    expect(writes.interactions.map(({ text, position }) => [text, position])).toEqual([
      ["one", 0],
      ["two", 1],
      ["three", 2],
    ]);
    expect([writes.deals, writes.tasks, writes.workItems].map((rows) => rows.length)).toEqual([1, 1, 1]);
  });

  test("makes neither deal nor task where the channel does not say so", () => {
    const quiet = state();
    quiet.channels.set(channelId, {
      rules: { makeDeal: false, makeTask: false, answerWithinMinutes: 15, reopenWithinDays: 7 },
      kind: "chat",
      queueId: null,
      officeHours: null,
    });
    const writes = decide(quiet, [message()]);
    expect([writes.deals, writes.tasks]).toEqual([[], []]);
  });
});

describe("a message on a known thread", () => {
  const day = 86_400_000;

  test("opens again what was resolved lately, and says so on the timeline", () => {
    const writes = decide(known({ status: "resolved", resolvedAt: new Date(now.getTime() - 6 * day) }), [
      message(),
    ]);
    expect(writes.conversations).toEqual([]);
    expect(writes.conversationChanges).toMatchObject([{ id: "c", status: "open", length: 5 }]);
    expect(writes.entries).toMatchObject([{ position: 3, data: { what: "conversation.statusChanged" } }]);
    expect(writes.interactions).toMatchObject([{ position: 4 }]);
  });

  test("opens a new conversation that follows one resolved too long ago", () => {
    const writes = decide(known({ status: "resolved", resolvedAt: new Date(now.getTime() - 7 * day) }), [
      message(),
    ]);
    expect(writes.conversations).toMatchObject([{ previousId: "c", length: 1 }]);
    expect(writes.conversationChanges).toEqual([]);
  });

  test.each(["pending", "snoozed"] as const)("opens a %s one at once", (status) => {
    const writes = decide(known({ status }), [message()]);
    expect(writes.conversationChanges).toMatchObject([{ status: "open" }]);
  });

  test("leaves it with its assignee, and takes it from one who is away", () => {
    const assigned = {
      status: "pending",
      assigneeId: "p",
      answerTasks: [{ id: "t", assigneeId: "p" }],
    } as const;
    const kept = decide(known({ ...assigned, answerTasks: [...assigned.answerTasks] }), [message()]);
    expect(kept.conversationChanges).toMatchObject([{ assigneeId: "p" }]);
    expect(kept.workItems).toMatchObject([{ state: "active", ownerId: "p" }]);
    const taken = decide(
      known({ ...assigned, answerTasks: [...assigned.answerTasks], isAssigneeHere: false }),
      [message()],
    );
    expect(taken.conversationChanges).toMatchObject([{ assigneeId: null }]);
    expect(taken.freedTaskIds).toEqual(["t"]);
    expect(taken.workItems).toMatchObject([{ state: "waiting", ownerId: null }]);
    expect(taken.interactions[0]?.why.routing.map(({ signal }) => signal)).toEqual([
      "assignee.away",
      "queue",
    ]);
  });

  test("makes no second task while an answer is due, and keeps since when somebody waits", () => {
    const since = "2025-06-02 09:59:00+00";
    const writes = decide(known({ waitingSince: since, answerTasks: [{ id: "t", assigneeId: null }] }), [
      message(),
    ]);
    expect(writes.tasks).toEqual([]);
    expect(writes.conversationChanges).toMatchObject([{ waitingSince: since }]);
  });
});

describe("who writes", () => {
  test("is never joined to somebody by what he claims", () => {
    const claim = { kind: "email", address: "Ada@Example.com" };
    const ada = {
      id: "ada",
      name: "Ada",
      companyId: null,
      hasSource: false,
      hasOpenDeal: true,
      callbackTasks: [],
      lastSeenAt: now,
    };
    const known = state();
    known.contacts.set("i email ada@example.com", ada);
    const writes = decide(known, [message({ claims: [claim] })]);
    expect(writes.contacts).toHaveLength(1);
    expect(writes.interactions[0]?.contactId).not.toBe("ada");
    expect(writes.identities).toContainEqual(
      expect.objectContaining({
        contactId: writes.contacts[0]?.id,
        address: "ada@example.com",
        isProven: false,
      }),
    );
  });

  test("is known by any address that is proven, and a new one is kept", () => {
    const known = state();
    const ada = {
      id: "ada",
      name: "Ada",
      companyId: null,
      hasSource: false,
      hasOpenDeal: true,
      callbackTasks: [],
      lastSeenAt: now,
    };
    known.contacts.set("i phone +4930901820", ada);
    const writes = decide(known, [
      message({ proven: [{ kind: "phone", address: "+49 30 901820" }], name: "Other" }),
    ]);
    expect(writes.contacts).toEqual([]);
    expect(writes.interactions).toMatchObject([{ contactId: "ada" }]);
    expect(writes.identities).toMatchObject([{ contactId: "ada", kind: "visitor", isProven: true }]);
    expect(writes.contactChanges).toMatchObject([{ id: "ada", name: "Ada" }]);
  });

  test("can fill in a form before the first message, which makes no conversation", () => {
    const writes = decide(state(), [
      detail({ name: "Ada", claims: [{ kind: "email", address: "ada@example.com" }] }),
    ]);
    expect(writes.contacts).toMatchObject([{ name: "Ada" }]);
    expect(writes.conversations).toEqual([]);
  });
});

function state(): State {
  return {
    channels: new Map([
      [
        channelId,
        {
          rules: { makeDeal: true, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 },
          kind: "chat",
          queueId: null,
          officeHours: null,
        },
      ],
    ]),
    routing: { rules: [], queues: new Map(), weights: { chat: 2, mail: 1, call: 6 } },
    firstStage: { pipelineId: "sales", stageId: "first" },
    contacts: new Map(),
    claims: new Set(),
    conversations: new Map(),
    leads: new Map(),
    ours: new Map(),
    participants: new Map(),
    rooms: new Map(),
  };
}

function known(values: Partial<ConversationState>): State {
  const before = state();
  before.contacts.set("i visitor v", {
    id: "contact",
    name: null,
    companyId: null,
    hasSource: false,
    hasOpenDeal: false,
    callbackTasks: [],
    lastSeenAt: null,
  });
  before.conversations.set(`t ${channelId} thread`, {
    id: "c",
    contactId: "contact",
    status: "open",
    resolvedAt: null,
    assigneeId: null,
    queueId: null,
    isAssigneeHere: true,
    waitingSince: null,
    length: 3,
    source: null,
    contactHasOpenDeal: true,
    answerTasks: [],
    followingDeals: [],
    workItem: null,
    ...values,
  });
  return before;
}

interface Sender {
  name?: string;
  proven?: { kind: string; address: string }[];
  claims?: { kind: string; address: string }[];
}

function message({ text = "Hello", ...sender }: Sender & { text?: string } = {}): Prepared {
  return prepared({ type: "message", text, ...place(sender) });
}

const detail = (sender: Sender): Prepared => prepared({ type: "contactDetail", ...place(sender) });

const place = (sender: Sender) => ({
  externalId: `m${++made}`,
  thread: "thread",
  from: { identity: { kind: "visitor", address: "v" }, ...sender },
});

function prepared(item: Parameters<typeof prepare>[0]["item"]): Prepared {
  return prepare({ id: `inbound-${++made}`, channelId, receivedAt: now, item, size: 1 })!;
}
