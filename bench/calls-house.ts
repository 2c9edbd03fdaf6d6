import type { TwilioSandbox } from "../connectors/twilio/sandbox/index.ts";
import { newId, queuePeople, queues, queueTeams, skills } from "../db/schema/index.ts";
import { createChannel } from "../server/channels/create-channel.ts";
import type { Access } from "../server/permissions/access.ts";
import type { BenchHub } from "./hub.ts";
import { makeAdmin, makeStaff, type Staff } from "./realtime-people.ts";

export const account = {
  accountSid: `AC${"0123456789abcdef".repeat(2)}`,
  authToken: "a-token-that-only-benches-know",
};

export interface Line {
  channelId: string;
  number: string;
}

export interface CallHouse extends Staff {
  /** A number for each team, whose calls its people take. */
  lines: Line[];
  /** One whose calls wait for a skill that none of the people has. */
  waiting: Line;
}

/** Teams whose people take the calls of a number each, and a number that all of them would take if they could. */
export async function makeCallHouse(
  hub: BenchHub,
  sandbox: TwilioSandbox,
  [teamCount, agentsPerTeam]: readonly [number, number],
): Promise<CallHouse> {
  const staff = await makeStaff(hub, teamCount, agentsPerTeam);
  const access = await makeAdmin(hub);
  const lines: Line[] = [];
  for (const [nth, teamId] of staff.teamIds.entries()) {
    const queueId = await makeQueue(hub, { name: `Queue ${nth}`, teamId });
    lines.push(await makeLine(hub, sandbox, { access, nth, queueId, teamIds: [teamId] }));
  }
  const [skill] = await hub.deps.db.insert(skills).values({ name: "A skill of nobody's" }).returning();
  const requirements = [{ skillId: skill!.id, level: 1, relaxAfterSeconds: null }];
  const queueId = await makeQueue(hub, { name: "Waiting", requirements });
  const everybody = staff.agents.map(({ id: personId }) => ({ queueId, personId }));
  await hub.deps.db.insert(queuePeople).values(everybody);
  const waiting = await makeLine(hub, sandbox, { access, nth: teamCount, queueId, teamIds: [] });
  return { ...staff, lines, waiting };
}

async function makeQueue(
  { deps: { db } }: BenchHub,
  { teamId, ...values }: typeof queues.$inferInsert & { teamId?: string },
): Promise<string> {
  const id = newId();
  await db.insert(queues).values({ id, ...values });
  if (teamId) await db.insert(queueTeams).values({ queueId: id, teamId });
  return id;
}

interface NewLine {
  access: Access;
  nth: number;
  queueId: string;
  teamIds: string[];
}

async function makeLine(
  hub: BenchHub,
  sandbox: TwilioSandbox,
  { access, nth, ...bound }: NewLine,
): Promise<Line> {
  const number = `+49305550${100 + nth}`;
  sandbox.addNumber(number);
  const { id: channelId } = await createChannel(hub.deps, {
    access,
    connector: "twilio",
    name: `Number ${nth}`,
    settings: {
      ...account,
      apiKeySid: `SK${"0".repeat(32)}`,
      apiKeySecret: "0".repeat(32),
      apiUrl: sandbox.url,
      number,
    },
    ...bound,
  });
  return { channelId, number };
}
