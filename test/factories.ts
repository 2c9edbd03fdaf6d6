import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import * as tables from "../db/schema/index.ts";
import { createTestDatabase } from "../db/test-database.ts";
import { newOwner } from "../recordings/store/key.ts";
import { openRecordingStore } from "../recordings/store/open-recording-store.ts";
import type { HubEvent } from "../server/contract/events.ts";
import type { Deps } from "../server/lib/deps.ts";
import { createFileStore } from "../server/lib/file-store.ts";
import type { JobName, Jobs } from "../server/lib/jobs.ts";
import { type Access, findAccess } from "../server/permissions/access.ts";
import { depsOn } from "./deps.ts";

export interface TestHub {
  url: string;
  deps: Deps;
  /** The events appended after `seq`, in log order. */
  events(after?: number): Promise<(HubEvent & { seq: number })[]>;
  /** The payloads of the jobs of one name that wait to be run, in the order in which they are due. */
  jobs<Name extends JobName>(name: Name): Promise<{ payload: Jobs[Name]; runAt: Date }[]>;
  /** Turns the clock that verbs see; without a time it follows the real one again. */
  setClock(now?: Date): void;
  close(): Promise<void>;
}

/** A database of one's own and real dependencies on it; close it in `afterAll`. */
export async function testHub(): Promise<TestHub> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "switchboard-hub-"));
  let frozen: Date | undefined;
  const deps = depsOn(database.url, {
    clock: { now: () => frozen ?? new Date() },
    files: createFileStore(join(folder, "files")),
    recordings: openRecordingStore({ folder: join(folder, "recordings"), owner: newOwner() }),
  });
  const { pool } = deps;
  return {
    url: database.url,
    deps,
    async events(after = 0) {
      const { rows } = await pool.query(
        `select seq, type, version, conversation_id as "conversationId", actor_id as "actorId", data
        from events where seq > $1 order by seq`,
        [after],
      );
      return rows;
    },
    async jobs(name) {
      const { rows } = await pool.query(
        `select j.payload, j.run_at as "runAt" from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = $1 order by j.run_at, j.id`,
        [name],
      );
      return rows;
    },
    setClock(now) {
      frozen = now;
    },
    async close() {
      await pool.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type With<Table extends { $inferInsert: object }> = Partial<Table["$inferInsert"]>;
let made = 0;

export async function makePerson(
  { deps }: Pick<TestHub, "deps">,
  { teamIds = [], ...values }: With<typeof tables.people> & { teamIds?: string[] } = {},
) {
  const nth = ++made;
  const person = one(
    await deps.db
      .insert(tables.people)
      .values({ name: `Person ${nth}`, email: `person${nth}@example.com`, ...values })
      .returning(),
  );
  for (const teamId of teamIds)
    await deps.db.insert(tables.teamMembers).values({ teamId, personId: person.id });
  return person;
}

export async function makeTeam({ deps }: Pick<TestHub, "deps">, values: With<typeof tables.teams> = {}) {
  return one(
    await deps.db
      .insert(tables.teams)
      .values({ name: `Team ${++made}`, ...values })
      .returning(),
  );
}

/** A channel of the given teams; of nobody's, so everybody's, when none are given. */
export async function makeChannel(
  { deps }: Pick<TestHub, "deps">,
  { teamIds = [], ...values }: With<typeof tables.channels> & { teamIds?: string[] } = {},
) {
  const channel = one(
    await deps.db
      .insert(tables.channels)
      .values({
        connector: "api",
        name: `Channel ${++made}`,
        rules: { makeDeal: true, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 },
        health: "up",
        ...values,
      })
      .returning(),
  );
  for (const teamId of teamIds) {
    await deps.db.insert(tables.channelTeams).values({ teamId, channelId: channel.id });
  }
  return channel;
}

/** A queue of the given people and teams. */
export async function makeQueue(
  { deps }: Pick<TestHub, "deps">,
  {
    personIds = [],
    teamIds = [],
    ...values
  }: With<typeof tables.queues> & { personIds?: string[]; teamIds?: string[] } = {},
) {
  const queue = one(
    await deps.db
      .insert(tables.queues)
      .values({ name: `Queue ${++made}`, ...values })
      .returning(),
  );
  for (const personId of personIds) {
    await deps.db.insert(tables.queuePeople).values({ queueId: queue.id, personId });
  }
  for (const teamId of teamIds) await deps.db.insert(tables.queueTeams).values({ queueId: queue.id, teamId });
  return queue;
}

export async function makeContact(
  { deps }: Pick<TestHub, "deps">,
  {
    identities = [],
    ...values
  }: With<typeof tables.contacts> & {
    identities?: { kind: string; address: string; isProven?: boolean }[];
  } = {},
) {
  const contact = one(
    await deps.db
      .insert(tables.contacts)
      .values({ name: `Contact ${++made}`, ...values })
      .returning(),
  );
  for (const identity of identities) {
    await deps.db.insert(tables.identities).values({ contactId: contact.id, isProven: true, ...identity });
  }
  return contact;
}

/** An open conversation without interactions; its channel and contact are made when not given. */
export async function makeConversation(
  hub: Pick<TestHub, "deps">,
  values: With<typeof tables.conversations> = {},
) {
  const channelId = values.channelId ?? (await makeChannel(hub)).id;
  const contactId = values.contactId ?? (await makeContact(hub)).id;
  return one(
    await hub.deps.db
      .insert(tables.conversations)
      .values({ thread: `thread-${++made}`, ...values, channelId, contactId })
      .returning(),
  );
}

/** Adds to the end of a conversation: the contact's message, or a person's answer when it has an author. */
export async function makeInteraction(
  { deps }: Pick<TestHub, "deps">,
  conversation: { id: string; contactId: string },
  values: With<typeof tables.interactions> = {},
) {
  const isMessage = (values.kind ?? "message") === "message";
  const direction = isMessage ? (values.authorId ? "out" : "in") : null;
  return deps.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ position: number }>(sql`
      update conversations set length = length + 1, last_interaction_at = now(), version = version + 1,
        last_direction = coalesce(${direction}, last_direction), last_preview = ${values.text ?? "Hello"}
      where id = ${conversation.id} returning length - 1 as position`);
    return one(
      await tx
        .insert(tables.interactions)
        .values({
          kind: "message",
          direction,
          contactId: direction === "in" ? conversation.contactId : null,
          position: one(rows).position,
          text: "Hello",
          ...values,
          conversationId: conversation.id,
        })
        .returning(),
    );
  });
}

/** The default pipeline of a new database, unless values say otherwise: New, Won, Lost. */
export async function makePipeline(
  { deps }: Pick<TestHub, "deps">,
  values: With<typeof tables.pipelines> = {},
) {
  const pipeline = one(
    await deps.db
      .insert(tables.pipelines)
      .values({ name: "Sales", isDefault: true, ...values })
      .returning(),
  );
  const stages = await deps.db
    .insert(tables.stages)
    .values([
      { pipelineId: pipeline.id, name: "New", position: 0 },
      { pipelineId: pipeline.id, name: "Won", kind: "won", position: 1 },
      { pipelineId: pipeline.id, name: "Lost", kind: "lost", position: 2 },
    ])
    .returning();
  return { ...pipeline, stages: stages.toSorted((a, b) => a.position - b.position) };
}

/** A deal in the first stage of a pipeline that is made when no stage is given. */
export async function makeDeal(hub: Pick<TestHub, "deps">, values: With<typeof tables.deals> = {}) {
  const contactId =
    values.contactId ?? (await contactOf(hub.deps, values.conversationId)) ?? (await makeContact(hub)).id;
  const pipeline = values.stageId ? undefined : await makePipeline(hub, { isDefault: false });
  return one(
    await hub.deps.db
      .insert(tables.deals)
      .values({
        title: `Deal ${++made}`,
        pipelineId: values.pipelineId ?? pipeline?.id ?? "",
        stageId: values.stageId ?? pipeline?.stages[0]?.id ?? "",
        ...values,
        contactId,
      })
      .returning(),
  );
}

/** Of a conversation, it is its contact's. */
export async function makeTask({ deps }: Pick<TestHub, "deps">, values: With<typeof tables.tasks> = {}) {
  const contactId = values.contactId ?? (await contactOf(deps, values.conversationId));
  return one(
    await deps.db
      .insert(tables.tasks)
      .values({ title: `Task ${++made}`, ...values, contactId })
      .returning(),
  );
}

async function contactOf({ db }: Deps, conversationId: string | null | undefined) {
  if (!conversationId) return undefined;
  const { contactId } = tables.conversations;
  const [row] = await db
    .select({ contactId })
    .from(tables.conversations)
    .where(eq(tables.conversations.id, conversationId));
  return row?.contactId;
}

export async function makeWorkItem(
  { deps }: Pick<TestHub, "deps">,
  values: With<typeof tables.workItems> & { conversationId: string },
) {
  return one(await deps.db.insert(tables.workItems).values(values).returning());
}

/** Lets a person see a conversation beyond the rule. */
export async function shareWith(
  { deps }: Pick<TestHub, "deps">,
  conversationId: string,
  personId: string,
  reason: "mentioned" | "shared" | "offered" = "shared",
) {
  await deps.db.insert(tables.conversationPeople).values({ conversationId, personId, reason });
}

/** What the person may see now. */
export async function accessOf({ deps }: Pick<TestHub, "deps">, person: { id: string }): Promise<Access> {
  const access = await findAccess(deps, person.id);
  if (!access) throw new Error("This person was removed.");
  return access;
}

function one<Row>(rows: Row[]): Row {
  const row = rows[0];
  if (!row) throw new Error("No row came back.");
  return row;
}
