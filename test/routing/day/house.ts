import { eq } from "drizzle-orm";
import {
  dispositions,
  nodes,
  personSkills,
  queues,
  routingRules,
  skills,
  workspace,
} from "../../../db/schema/index.ts";
import type { Access } from "../../../server/permissions/access.ts";
import {
  accessOf,
  makeChannel,
  makePerson,
  makePipeline,
  makeQueue,
  makeTeam,
  type TestHub,
} from "../../factories.ts";
import type { Chance } from "./chance.ts";
import { type Pace, type QueuePlan, queuePlans } from "./queue-plans.ts";

export interface DayQueue {
  id: string;
  plan: QueuePlan;
  memberIds: string[];
  dispositionIds: string[];
}

export interface DayChannel {
  id: string;
  isMail: boolean;
  /** How often work comes by it, compared with others. */
  share: number;
}

/** A contact centre. */
export interface House {
  queues: Map<string, DayQueue>;
  channels: DayChannel[];
  agents: Access[];
  /** Moves and hands on work, and does none. */
  chief: Access;
  /** What people's screens are connected to. */
  nodeIds: string[];
}

/** Everybody in it is offline. */
export async function buildHouse(
  hub: TestHub,
  chance: Chance,
  { size, ...pace }: { size: number } & Pace,
): Promise<House> {
  await makePipeline(hub);
  await hub.deps.db.insert(workspace).values({ timeZone: "UTC" });
  const skillIds = await makeSkills(hub);
  const people = await makePeople(hub, chance, { size, skillIds });
  const made = new Map<string, DayQueue>();
  for (const plan of queuePlans(pace)) made.set(plan.name, await openQueue(hub, plan, { people, skillIds }));
  for (const { id, plan } of made.values()) {
    const overflowQueueId = made.get(plan.overflowTo ?? "")?.id ?? null;
    await hub.deps.db.update(queues).set({ overflowQueueId }).where(eq(queues.id, id));
  }
  const idOf = (name: string) => made.get(name)?.id ?? "";
  const channels = await makeChannels(hub, idOf);
  await makeRules(hub, idOf, skillIds);
  const chief = await makePerson(hub, { name: "Chief", role: "admin" });
  // Nobody keeps these nodes, and nobody is to find them dead.
  const seenAt = new Date("2100-01-01");
  const kept = await hub.deps.db.insert(nodes).values([{ seenAt }, { seenAt }, { seenAt }]).returning();
  return {
    queues: new Map([...made.values()].map((queue) => [queue.id, queue])),
    channels,
    agents: await Promise.all(people.map((person) => accessOf(hub, person))),
    chief: await accessOf(hub, chief),
    nodeIds: kept.map(({ id }) => id),
  };
}

type SkillIds = Record<"technical" | "billing", string>;

async function makeSkills({ deps }: TestHub): Promise<SkillIds> {
  const made = await deps.db
    .insert(skills)
    .values([{ name: "technical" }, { name: "billing" }])
    .returning();
  const idOf = (wanted: string) => made.find(({ name }) => name === wanted)?.id ?? "";
  return { technical: idOf("technical"), billing: idOf("billing") };
}

/** With room for one or two chats. */
async function makePeople(
  hub: TestHub,
  chance: Chance,
  { size, skillIds }: { size: number; skillIds: SkillIds },
) {
  const people: { id: string }[] = [];
  for (let nth = 0; nth < size; nth++) {
    const languages = chance.pick([[], ["en"], ["en", "de"], ["de", "fr"], ["en", "fr", "de"]]);
    const person = await makePerson(hub, { languages, capacity: chance.between(2, 4) });
    people.push(person);
    for (const skillId of Object.values(skillIds)) {
      if (chance.happens(0.3)) continue;
      const level = chance.between(1, 5);
      await hub.deps.db.insert(personSkills).values({ personId: person.id, skillId, level });
    }
  }
  return people;
}

async function openQueue(
  hub: TestHub,
  plan: QueuePlan,
  { people, skillIds }: { people: { id: string }[]; skillIds: SkillIds },
): Promise<DayQueue> {
  const members = people.slice(Math.floor(plan.from * people.length), Math.ceil(plan.to * people.length));
  const memberIds = members.map(({ id }) => id);
  const { id } = await makeQueue(hub, {
    ...plan.values,
    requirements: plan.asks?.map(({ skill, ...asked }) => ({ ...asked, skillId: skillIds[skill] })),
    officeHours: plan.spans && officeHours(plan.spans),
    ...(plan.isTeam ? { teamIds: [await teamOf(hub, memberIds)] } : { personIds: memberIds }),
  });
  const ways = await hub.deps.db
    .insert(dispositions)
    .values(["Solved", "Sold"].map((name, position) => ({ queueId: id, name, position })))
    .returning();
  return { id, plan, memberIds, dispositionIds: ways.map((way) => way.id) };
}

const officeHours = (spans: { from: number; to: number }[]) => ({
  timeZone: "UTC",
  days: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, spans })),
  holidays: [],
});

async function teamOf(hub: TestHub, personIds: string[]): Promise<string> {
  const { id } = await makeTeam(hub);
  await hub.deps.pool.query("insert into team_members (team_id, person_id) select $1, unnest($2::uuid[])", [
    id,
    personIds,
  ]);
  return id;
}

/** Nobody sees what comes by them but through its queue. */
async function makeChannels(hub: TestHub, idOf: (queue: string) => string): Promise<DayChannel[]> {
  const strangers = await makeTeam(hub);
  const feeds = [
    { queue: "sales", isMail: false, share: 4 },
    { queue: "support", isMail: false, share: 3 },
    { queue: "general", isMail: false, share: 1 },
    { queue: "letters", isMail: true, share: 4 },
    { queue: "bills", isMail: true, share: 2 },
  ];
  return Promise.all(
    feeds.map(async ({ queue, ...feed }) => {
      const values = { queueId: idOf(queue), letters: feed.isMail, teamIds: [strangers.id] };
      return { ...feed, id: (await makeChannel(hub, values)).id };
    }),
  );
}

async function makeRules(hub: TestHub, idOf: (queue: string) => string, { billing }: SkillIds) {
  const requirements = [{ skillId: billing, level: 3, relaxAfterSeconds: 600 }];
  const rules = [
    { conditions: { words: ["urgent"] }, actions: { priority: 5 } },
    { conditions: { words: ["gold"] }, actions: { queueId: idOf("vip") } },
    { conditions: { words: ["invoice"] }, actions: { requirements } },
  ];
  await hub.deps.db
    .insert(routingRules)
    .values(rules.map((rule, position) => ({ ...rule, position, name: `Rule ${position}` })));
}
