import { eq } from "drizzle-orm";
import { recordings } from "../../db/schema/calls.ts";
import { conversations } from "../../db/schema/index.ts";
import { makeChannel, makeQueue, makeTeam, shareWith } from "../factories.ts";
import { startApp, type TestApp } from "../http/app.ts";
import { indexNow } from "../index-now.ts";
import { makeRecorded } from "../recorded-call.ts";
import { addPerson } from "./stories.ts";

/** A recorded call. */
export interface RecordedStory {
  recordingId: string;
  callId: string;
  conversationId: string;
  contactId: string;
  /** Where its sound lies, which nobody is told. */
  key: string;
  sha256: string;
}

export const names = ["northTaken", "northFree", "northQueue", "southTaken", "southShared"] as const;
export type Name = (typeof names)[number];

/** Who hears which, written out so that the rule is held to it. */
export const hears = {
  admin: [...names],
  northSupervisor: ["northTaken", "northFree", "northQueue"],
  northAgent: ["northTaken", "northFree", "northQueue"],
  northColleague: ["northFree", "southShared"],
  southSupervisor: ["northQueue", "southTaken", "southShared"],
  southAgent: ["southTaken", "southShared"],
  newcomer: [],
} satisfies Record<string, Name[]>;
export type Role = keyof typeof hears;
export const roles = Object.keys(hears) as Role[];
export const hidden = (role: Role): Name[] => names.filter((name) => !(hears[role] as Name[]).includes(name));

export interface RecordedCast {
  app: TestApp;
  stories: Record<Name, RecordedStory>;
  people: Record<Role, { id: string; email: string; key: string }>;
}

/** Two teams with a channel each, and a queue of the north in which calls to the south wait, too. */
export async function startRecordedCast(): Promise<RecordedCast> {
  const app = await startApp();
  const { hub } = app;
  const [north, south] = [[(await makeTeam(hub)).id], [(await makeTeam(hub)).id]];
  const people = {
    admin: await addPerson(app, { role: "admin" }),
    northSupervisor: await addPerson(app, { role: "supervisor", teamIds: north }),
    northAgent: await addPerson(app, { teamIds: north }),
    northColleague: await addPerson(app, { teamIds: north }),
    southSupervisor: await addPerson(app, { role: "supervisor", teamIds: south }),
    southAgent: await addPerson(app, { teamIds: south }),
    newcomer: await addPerson(app, {}),
  };
  const channels = {
    north: (await makeChannel(hub, { teamIds: north })).id,
    south: (await makeChannel(hub, { teamIds: south })).id,
  };
  const queueId = (await makeQueue(hub, { teamIds: north })).id;
  const { northAgent, southAgent } = people;
  const stories = {
    northTaken: await tell(app, { channelId: channels.north, taker: northAgent }),
    northFree: await tell(app, { channelId: channels.north, taker: northAgent, assigneeId: null }),
    northQueue: await tell(app, { channelId: channels.south, taker: northAgent, queueId }),
    southTaken: await tell(app, { channelId: channels.south, taker: southAgent }),
    southShared: await tell(app, { channelId: channels.south, taker: southAgent }),
  };
  await shareWith(hub, stories.southShared.conversationId, people.northColleague.id);
  const idsOf = (part: keyof RecordedStory) => new Set(Object.values(stories).map((story) => story[part]));
  await indexNow(app, { interactionIds: idsOf("callId"), contactIds: idsOf("contactId") });
  return { app, stories, people };
}

interface Plot {
  channelId: string;
  taker: { id: string };
  queueId?: string;
  assigneeId?: null;
}

async function tell({ hub, deps }: TestApp, { channelId, taker, ...place }: Plot): Promise<RecordedStory> {
  const { callId, conversationId, recording } = await makeRecorded(hub, { channelId, taker });
  const moved = await deps.db
    .update(conversations)
    .set({ subject: "gooseberry", ...place })
    .where(eq(conversations.id, conversationId))
    .returning({ contactId: conversations.contactId });
  const [kept] = await deps.db.select().from(recordings).where(eq(recordings.id, recording.id));
  return {
    recordingId: recording.id,
    callId,
    conversationId,
    contactId: moved[0]!.contactId,
    key: kept!.key!,
    sha256: kept!.sha256,
  };
}
