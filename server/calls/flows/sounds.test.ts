import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { files } from "../../../db/schema/conversations.ts";
import { makeConversation, makeInteraction, makePerson } from "../../../test/factories.ts";
import { startApp, type TestApp } from "../../../test/http/app.ts";
import { keepFile } from "../../files/keep-file.ts";
import { soundUrl } from "./sound-url.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const wave = Buffer.concat([Buffer.from("RIFF\x2c\0\0\0WAVEfmt "), Buffer.alloc(40)]);
const page = Buffer.from("<script>alert(1)</script>");

async function upload(bytes: Buffer, contentType: string) {
  const { id: uploadedBy } = await makePerson(app.hub);
  const { id } = await keepFile(app.deps, { name: "music", contentType, bytes }, { uploadedBy });
  return { id, url: soundUrl(app.deps, id) };
}

test("a sound is heard by whoever has its address, from a website too, whole or in part", async () => {
  const { url } = await upload(wave, "audio/wav");
  const whole = await fetch(url);
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(wave);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "content-type": "audio/wav",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "private, max-age=3600",
  });
  const part = await fetch(url, { headers: { range: "bytes=0-3" } });
  expect([part.status, await part.text()]).toEqual([206, "RIFF"]);
});

test("an address is the same for a while, and is good for half a day but not for ever", async () => {
  const now = Date.parse("2031-01-06T10:00:00Z");
  app.hub.setClock(new Date(now));
  const { id, url } = await upload(wave, "audio/wav");
  const statusAfter = async (hours: number) => {
    app.hub.setClock(new Date(now + hours * 3_600_000));
    return (await fetch(url)).status;
  };
  expect(await statusAfter(0.5)).toBe(200);
  expect(soundUrl(app.deps, id)).toBe(url);
  expect(await statusAfter(12)).toBe(200);
  expect(await statusAfter(14)).toBe(404);
  app.hub.setClock();
});

test("an address that the hub did not give leads nowhere", async () => {
  const [one, other] = [await upload(wave, "audio/wav"), await upload(wave, "audio/wav")];
  const token = one.url.split("/").at(-1) ?? "";
  const [, until = "", seal = ""] = token.split(".");
  const forged = [
    `${other.id}.${until}.${seal}`,
    `${one.id}.${Number(until) + 1}.${seal}`,
    `${one.id}.${until}.${seal.replace(/.$/, "é")}`,
    `${one.id}.${until}.`,
    `${one.id}.${until}`,
    "x",
  ];
  for (const bad of forged)
    expect((await fetch(`${app.address}/api/v1/sounds/${bad}`)).status, bad).toBe(404);
});

test("what is no sound, or was said in a conversation, is not heard there", async () => {
  const script = await upload(page, "text/html");
  expect((await fetch(script.url)).status).toBe(404);
  const said = await upload(wave, "audio/wav");
  const interaction = await makeInteraction(app.hub, await makeConversation(app.hub));
  await app.deps.db.update(files).set({ interactionId: interaction.id }).where(eq(files.id, said.id));
  expect((await fetch(said.url)).status).toBe(404);
});
