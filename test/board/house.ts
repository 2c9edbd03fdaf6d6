import type { FloorEvent } from "../../server/board/floor/floor-events.ts";
import { openKeeper } from "../../server/board/keeper.ts";
import { writeLog } from "../../server/board/test-happenings.ts";
import type { EventMap, EventType } from "../../server/contract/events.ts";
import { createApiKey } from "../../server/people/create-api-key.ts";
import { type Access, findAccess } from "../../server/permissions/access.ts";
import { makeChannel, makePerson, makeQueue, makeTeam } from "../factories.ts";
import { startSetUpApp, type TestApp } from "../http/app.ts";

/** An app with two teams: a supervisor leads one with its queue Sales and Anna; Help and Ben are the other's. */
export async function openHouse() {
  const { app } = await startSetUpApp();
  const { hub } = app;
  const [ours, theirs] = [await makeTeam(hub), await makeTeam(hub)];
  return {
    app,
    anna: await makePerson(hub, { name: "=Anna", teamIds: [ours.id], capacity: 4 }),
    ben: await makePerson(hub, { name: "Ben", teamIds: [theirs.id] }),
    sales: await makeQueue(hub, { name: "Sales", teamIds: [ours.id] }),
    help: await makeQueue(hub, { name: 'Help, "quickly"', teamIds: [theirs.id] }),
    channel: await makeChannel(hub, { name: "Website" }),
    theirChannel: await makeChannel(hub, { name: "Mailbox", teamIds: [theirs.id] }),
    asAdmin: await as(app, await makePerson(hub, { role: "admin" })),
    asSupervisor: await as(app, await makePerson(hub, { role: "supervisor", teamIds: [ours.id] })),
    asAgent: await as(app, await makePerson(hub, { teamIds: [ours.id] })),
  };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

/** What somebody may read. */
async function as(app: TestApp, person: { id: string }) {
  const access = (await findAccess(app.deps, person.id)) as Access;
  const { key } = await createApiKey(app.deps, { access, name: "key", scopes: ["routing:read"] });
  return (path: string) => app.browser().get(`/api/v1${path}`, { authorization: `Bearer ${key}` });
}

/** All of it is written and counted, and it is noon. */
export async function live({ app }: House, events: FloorEvent[]): Promise<void> {
  const keeper = await openKeeper(app.deps);
  await writeLog(app.deps, events);
  await keeper.keepUp(new AbortController().signal);
  app.hub.setClock(new Date("2031-05-06T12:00:00Z"));
}

/** On the day that is told of. */
export const at = <Type extends EventType>(
  time: string,
  type: Type,
  data: EventMap[Type],
  conversationId?: string,
) => ({ type, data, at: `2031-05-06T${time}:00Z`, conversationId }) as unknown as FloorEvent;

export const online = (personId: string) => ({ personId, isOnline: { from: false, to: true } });

export const arrival = (
  workItemId: string,
  queueId: string,
  channelId: string,
): EventMap["workItem.created"] => ({
  workItemId,
  queueId,
  channelId,
  kind: "chat",
  priority: 0,
  ownerId: null,
});

export const turn = (workItemId: string, to: "active" | "done", personId: string | null = null) => ({
  workItemId,
  state: { from: "waiting" as const, to },
  ownerId: { from: null, to: personId },
});
