import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { type ChatHub, startChatHub } from "./hub.ts";

const email = "mia@client.example";
let hub: ChatHub;
let inbound: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  hub = await startChatHub();
  inbound = `/api/v1/channels/${hub.channelId}/inbound`;
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await hub?.stop();
});

test("who types a client's address sees nothing of that client's, and the cards stay two", async () => {
  const client = await arrive();
  const file = await client.upload("offer.txt", "The price of the house");
  expect((await client.say("My secret", [file])).status).toBe(201);
  const clients = await contactOf("My secret");
  const proven = await hub.agent.post(`/api/v1/contacts/${clients.contactId}/identities`, {
    kind: "email",
    address: email,
  });
  expect(proven.status).toBe(201);
  const clientHears = await client.listen();

  const other = await arrive();
  await other.claim();
  const otherHears = await other.listen();
  await hub.answer(clients.id, "A secret answer");
  await eventually(() => expect(clientHears.length).toBeGreaterThan(0));
  await eventually(async () =>
    expect(await client.timeline()).toMatchObject([{ text: "My secret" }, { text: "A secret answer" }]),
  );
  expect(otherHears).toEqual([]);
  expect(await other.timeline()).toEqual([]);

  expect((await other.say("Steal it", [file])).status).toBe(400);
  const [{ files }] = await client.timeline();
  const link = new URL(files[0].url, hub.url);
  expect((await other.browser.get(link.pathname + link.search)).status).toBe(200);
  link.searchParams.set("visitor", other.id());
  expect((await other.browser.get(link.pathname + link.search)).status).toBe(403);

  expect((await other.say("It is me, Mia")).status).toBe(201);
  const others = await contactOf("It is me, Mia");
  expect(others.id).not.toBe(clients.id);
  expect(others.contactId).not.toBe(clients.contactId);
  expect((await other.timeline()).map(({ text }: { text: string }) => text)).toEqual(["It is me, Mia"]);
  const [clientCard, otherCard] = [await card(clients.contactId), await card(others.contactId)];
  expect(clientCard.conversations.map(({ id }: { id: string }) => id)).toEqual([clients.id]);
  expect(otherCard.conversations.map(({ id }: { id: string }) => id)).toEqual([others.id]);
  expect(otherCard.contact.identities).toContainEqual(
    expect.objectContaining({ kind: "email", address: email, isProven: false }),
  );
  // The pipe that was silent works.
  await hub.answer(others.id, "Hello");
  await eventually(() => expect(otherHears.length).toBeGreaterThan(0));
});

/** A new visitor on the hub's own page. */
async function arrive() {
  const browser = new Browser(hub.url);
  let token: string = (await browser.post(`${inbound}/session`, {})).body.token;
  let keys = 0;
  const headers = () => ({ authorization: `Bearer ${token}` });
  return {
    browser,
    id: () => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).id as string,
    say: (text: string, files: object[] = []) =>
      browser.post(`${inbound}/messages`, { key: `message-${++keys}`, text, files }, headers()),
    async upload(name: string, text: string) {
      const type = { "content-type": "text/plain" };
      return (await browser.post(`${inbound}/files?name=${name}`, text, { ...headers(), ...type })).body;
    },
    async claim() {
      const said = await browser.post(`${inbound}/details`, { details: { email } }, headers());
      expect(said.status).toBe(200);
      token = said.body.token;
    },
    timeline: async () => (await browser.get(`${inbound}/timeline`, headers())).body.items,
    /** All that his live pipe says from now on. */
    async listen() {
      const heard: unknown[] = [];
      const socket = io(hub.url + liveNamespace, {
        path: socketPath,
        transports: ["websocket"],
        forceNew: true,
        extraHeaders: { origin: hub.url },
        auth: { channelId: hub.channelId, token },
      });
      sockets.push(socket.on("message", (message) => heard.push(message)));
      await new Promise<void>((done, fail) => socket.once("connect", done).once("connect_error", fail));
      return heard;
    },
  };
}

async function contactOf(text: string): Promise<{ id: string; contactId: string }> {
  const id = await hub.conversationOf(text);
  const { body } = await hub.agent.get(`/api/v1/conversations/${id}`);
  return { id, contactId: body.contact.id };
}

const card = async (contactId: string) => (await hub.agent.get(`/api/v1/contacts/${contactId}`)).body;
