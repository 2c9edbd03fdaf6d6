import { afterAll, beforeAll, expect, test } from "vitest";
import type { Inbound } from "../../connectors/contract.ts";
import { accessOf, makeChannel, makePerson, makeTeam } from "../../test/factories.ts";
import { startSetUpApp, type TestApp } from "../../test/http/app.ts";
import type { Browser } from "../../test/http/browser.ts";
import { keepFile } from "../files/keep-file.ts";
import { createApiKey } from "../people/create-api-key.ts";
import { createIngest, type Ingest } from "./create-ingest.ts";
import { message } from "./test-messages.ts";

let app: TestApp;
let admin: Browser;
let ingest: Ingest;
let channelId: string;

beforeAll(async () => {
  ({ app, admin } = await startSetUpApp());
  const team = await makeTeam(app.hub);
  channelId = (await makeChannel(app.hub, { teamIds: [team.id] })).id;
  ingest = createIngest(app.deps);
});
afterAll(async () => {
  await ingest?.stop();
  await app?.close();
});

async function setAside(inbound: Inbound): Promise<string> {
  const { inboundId } = await ingest.accept(channelId, inbound);
  await ingest.idle();
  await app.deps.pool.query("update inbound set set_aside = 'quarantined', attempts = 1 where id = $1", [
    inboundId,
  ]);
  return inboundId;
}

let unreadableCount = 0;
async function setAsideMail(mail: string | Buffer, keptIn = channelId): Promise<string> {
  const file = { name: "message.eml", contentType: "message/rfc822", bytes: Buffer.from(mail) };
  const kept = await keepFile(app.deps, file, { channelId: keptIn });
  unreadableCount += 1;
  const externalId = `lost ${unreadableCount}`;
  const files = [{ ...kept, place: "raw" as const }];
  return setAside({ type: "unreadable", externalId, thread: externalId, reason: "It is broken.", files });
}

const listed = async (id: string) => {
  const { body } = await admin.get("/api/v1/quarantine");
  return body.items.find((item: { id: string }) => item.id === id);
};
const sourceOf = (id: string, query = "") => admin.get(`/api/v1/quarantine/${id}/source${query}`);

test("a mail that cannot be read still says from whom, about what and when it is", async () => {
  const mail =
    "From: Ann <ann@client.example>\r\nSubject: Broken\r\nDate: Fri, 20 Nov 2026 09:00:00 +0000\r\n\r\n\0\xff";
  const broken = await setAsideMail(mail);
  expect(await listed(broken)).toMatchObject({
    from: { address: "ann@client.example", name: "Ann" },
    subject: "Broken",
    sentAt: "2026-11-20T09:00:00.000Z",
    preview: "",
  });
  const nothing = await setAsideMail("");
  expect(await listed(nothing)).toMatchObject({ from: null, subject: null, sentAt: null });
});

test("so does a letter that was read and could not be processed", async () => {
  const from = { address: "ann@client.example" };
  const id = await setAside(
    message({ text: "Hello", subject: "Read", envelope: { from, to: [], cc: [], own: [] } }),
  );
  expect(await listed(id)).toMatchObject({ from, subject: "Read", sentAt: null, preview: "Hello" });
});

test("of many on one page each says its own, and one whose bytes are lost takes nothing from the others", async () => {
  const subjects = Array.from({ length: 30 }, (_, nth) => `Lost ${nth}`);
  const ids: string[] = [];
  for (const subject of subjects) ids.push(await setAsideMail(`Subject: ${subject}\r\n\r\n`));
  const { rows } = await app.deps.pool.query<{ sha256: string }>(
    "select sha256 from files where channel_id = $1 order by id desc limit 1",
    [channelId],
  );
  await app.deps.files.remove(rows[0]?.sha256 ?? "");
  const { body } = await admin.get("/api/v1/quarantine?limit=30");
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
  const told = body.items.map(({ subject }: { subject: string | null }) => subject);
  expect(told).toEqual([null, ...subjects.slice(0, -1).toReversed()]);
});

test("its source is shown as text in which nothing runs, and downloaded byte by byte", async () => {
  const id = await setAsideMail("From: ann@client.example\r\n\r\n<script>alert(1)</script>");
  const shown = await sourceOf(id);
  expect(shown.body).toBe("From: ann@client.example\r\n\r\n<script>alert(1)</script>");
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "content-disposition": "inline",
  });
  const whole = await sourceOf(id, "?whole=true");
  expect(whole.headers.get("content-disposition")).toBe('attachment; filename="message.eml"');
  expect(whole.body).toBe(shown.body);
});

test("of a large one only the beginning is shown, and all of it is downloaded", async () => {
  const mail = Buffer.alloc(3_000_000, "\0ab");
  const id = await setAsideMail(mail);
  const shown: string = (await sourceOf(id)).body;
  expect(shown.length).toBeLessThan(300_000);
  expect(shown).toContain("3000000 bytes in all");
  expect((await sourceOf(id, "?whole=true")).body).toHaveLength(mail.length);
});

test("where nothing came as a file the ledger's own bytes are the source", async () => {
  const [read, provided] = [
    await setAside(message({ text: "Only here" })),
    await setAside(message({ raw: Buffer.from("<provider>") })),
  ];
  expect((await sourceOf(read)).body).toMatchObject({ text: "Only here" });
  expect((await sourceOf(provided)).body).toBe("<provider>");
});

test("a file of another channel is nobody's source", async () => {
  const id = await setAsideMail("Subject: Theirs\r\n\r\nSecret", (await makeChannel(app.hub)).id);
  expect((await listed(id)).subject).toBeNull();
  expect(JSON.stringify((await sourceOf(id)).body)).not.toContain("Secret");
});

test("it is there only for who may see the quarantine, and while it is in it", async () => {
  const id = await setAsideMail("Subject: Lost\r\n\r\n");
  const get = async (role: "agent" | "supervisor") => {
    const access = await accessOf(app.hub, await makePerson(app.hub, { role }));
    const { key } = await createApiKey(app.deps, { access, name: "q", scopes: ["channels:read"] });
    const browser = app.browser({ authorization: `Bearer ${key}` });
    return (await browser.get(`/api/v1/quarantine/${id}/source`)).status;
  };
  expect(await get("agent")).toBe(403);
  expect(await get("supervisor")).toBe(404);
  expect((await sourceOf(id)).status).toBe(200);
  await app.deps.pool.query("update inbound set set_aside = 'discarded' where id = $1", [id]);
  expect((await sourceOf(id)).status).toBe(404);
  expect((await sourceOf("0190a5a0-0000-7000-8000-000000000000")).status).toBe(404);
});
