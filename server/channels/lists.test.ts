import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { setRoutes } from "../../test/channels/routes.ts";
import {
  accessOf,
  makeChannel,
  makeConversation,
  makeInteraction,
  makePerson,
  makeTeam,
  shareWith,
} from "../../test/factories.ts";

const routes = setRoutes();

test("teams narrow who is in charge of a channel; to others it is not there", async () => {
  const [ours, theirs] = [await makeTeam(routes.hub), await makeTeam(routes.hub)];
  const { id } = await routes.create({}, { teamIds: [ours.id, ours.id] });
  const inside = await accessOf(
    routes.hub,
    await makePerson(routes.hub, { role: "supervisor", teamIds: [ours.id] }),
  );
  const outside = await accessOf(
    routes.hub,
    await makePerson(routes.hub, { role: "supervisor", teamIds: [theirs.id] }),
  );
  const params = { id };
  const query = { limit: 50 };
  expect(await routes.call("GET /channels/:id", inside, { params })).toMatchObject({ teamIds: [ours.id] });
  expect((await routes.call("GET /channels/summary", inside)).map((channel) => channel.id)).toContain(id);
  expect((await routes.call("GET /channels", outside)).map((channel) => channel.id)).not.toContain(id);
  expect((await routes.call("GET /channels/summary", outside)).map((channel) => channel.id)).not.toContain(
    id,
  );
  expect(await routes.failure(routes.call("GET /channels/:id", outside, { params }))).toMatchObject({
    code: "not_found",
  });
  expect(
    await routes.failure(routes.call("GET /channels/:id/deliveries", outside, { params, query })),
  ).toMatchObject({
    code: "not_found",
  });
});

test("an archived channel is gone from the lists and keeps its conversations", async () => {
  const { id } = await routes.create();
  const conversation = await makeConversation(routes.hub, { channelId: id });
  await routes.call("DELETE /channels/:id", await routes.again(), { params: { id } });
  expect(await routes.failure(routes.read(id))).toMatchObject({ code: "not_found" });
  expect(
    await routes.failure(routes.call("DELETE /channels/:id", await routes.again(), { params: { id } })),
  ).toMatchObject({
    code: "not_found",
  });
  const { rows } = await routes.hub.deps.pool.query("select id from conversations where channel_id = $1", [
    id,
  ]);
  expect(rows).toEqual([{ id: conversation.id }]);
});

test("deliveries are listed newest first, page by page, each once", async () => {
  const channel = await makeChannel(routes.hub);
  const interaction = await makeInteraction(
    routes.hub,
    await makeConversation(routes.hub, { channelId: channel.id }),
    {
      authorId: routes.admin.personId,
    },
  );
  for (let attempt = 1; attempt <= 5; attempt++) {
    await routes.hub.deps.pool.query(
      `insert into deliveries (id, interaction_id, channel_id, attempt, state, node_id, started_at)
      values ($1, $2, $3, $4, 'failed', $1, $5)`,
      [
        randomUUID(),
        interaction.id,
        channel.id,
        attempt,
        new Date(1_700_000_000_000 + Math.floor(attempt / 2) * 1000),
      ],
    );
  }
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await routes.call("GET /channels/:id/deliveries", await routes.again(), {
      params: { id: channel.id },
      query: { limit: 2, cursor },
    });
    found.push(...page.items.map(({ attempt }) => attempt));
    cursor = page.next;
  } while (cursor);
  expect(found.toSorted()).toEqual([1, 2, 3, 4, 5]);
  expect(found.slice(0, 2).toSorted()).toEqual([4, 5]);
  const query = { limit: 2, cursor: "nonsense" };
  expect(
    await routes.failure(
      routes.call("GET /channels/:id/deliveries", await routes.again(), {
        params: { id: channel.id },
        query,
      }),
    ),
  ).toMatchObject({ code: "invalid" });
});

test("a summary names the channels of what one was given or shown from elsewhere, and of nothing else", async () => {
  const { hub } = routes;
  const teamIds = [(await makeTeam(hub)).id];
  const [given, shown, hidden] = [
    await makeChannel(hub, { teamIds, name: "Given" }),
    await makeChannel(hub, { teamIds, name: "Shown" }),
    await makeChannel(hub, { teamIds, name: "Hidden" }),
  ];
  const person = await makePerson(hub);
  await makeConversation(hub, { channelId: given.id, assigneeId: person.id });
  await shareWith(hub, (await makeConversation(hub, { channelId: shown.id })).id, person.id);
  await makeConversation(hub, { channelId: hidden.id });
  const access = await accessOf(hub, person);
  const names = async (key: "GET /channels/summary" | "GET /channels") =>
    (await routes.call(key, access)).map(({ name }) => name);
  expect(await names("GET /channels/summary")).toEqual(expect.arrayContaining(["Given", "Shown"]));
  expect(await names("GET /channels/summary")).not.toContain("Hidden");
  expect(await names("GET /channels")).not.toContain("Given");
});
