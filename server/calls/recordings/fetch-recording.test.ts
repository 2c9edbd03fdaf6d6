import { afterAll, afterEach, expect, test } from "vitest";
import { type CarrierRecording, ConnectorError, type RecordedSound } from "../../../connectors/contract.ts";
import { tone, wavFile } from "../../../recordings/test-sound.ts";
import { type Caller, closeLines, makeLine, menuFlow, readCall, ring } from "../../../test/calls.ts";
import { testHub } from "../../../test/factories.ts";
import { fetchRecording } from "./fetch-recording.ts";
import { keepRecording } from "./keep-recording.ts";

/** Sound that a carrier has, and what may go wrong until it is kept. */
const hub = await testHub();
afterAll(() => closeLines(hub));
afterEach(() => {
  hub.setClock();
  carrier = undefined;
});

const line = await makeLine(hub, { flow: menuFlow });
let carrier: ((keep: (sound: RecordedSound) => Promise<void>) => Promise<void>) | undefined;
const { voice } = line;
voice.fetchRecording = (_name, keep) => carrier?.(keep) ?? Promise.reject(new Error("It is away."));

const wav = wavFile("pcm-s16", 8_000, 1, tone([440], 8_000, 3));
const soundOf = (bytes: Buffer, size = bytes.byteLength): RecordedSound => ({
  contentType: "audio/x-wav",
  size,
  channels: ["caller"],
  stream: new Blob([new Uint8Array(bytes)]).stream(),
});

const message = (name: string): CarrierRecording => ({
  externalId: name,
  kind: "voicemail",
  startedAt: new Date().toISOString(),
  seconds: 3,
});

/** Somebody left a message; the job that fetches it. */
async function leaveMessage(
  name: string,
): Promise<{ call: Caller; job: Parameters<typeof fetchRecording>[1] }> {
  const call = await ring(line);
  await call.tell({ type: "digits", turn: 1, digits: "2" });
  await call.tell({ type: "hungUp" });
  await line.door.tellRecording(call.externalId, message(name));
  const job = (await hub.jobs("fetchRecording")).find(({ payload }) => payload.externalId === name);
  if (!job) throw new Error("Nothing is to be fetched.");
  return { call, job: job.payload };
}

async function recordingsOf(call: Caller) {
  await keepRecording(line.deps, { callId: call.id });
  return (await readCall(line, call)).recordings;
}

test("what is told twice is one recording, fetched once", async () => {
  const { call, job } = await leaveMessage("twice");
  await line.door.tellRecording(call.externalId, message("twice"));
  const jobs = (await hub.jobs("fetchRecording")).filter(({ payload }) => payload.externalId === "twice");
  expect(jobs).toHaveLength(1);
  let fetched = 0;
  carrier = async (keep) => {
    fetched++;
    await keep(soundOf(wav));
  };
  await fetchRecording(line.deps, job);
  await fetchRecording(line.deps, job);
  expect(fetched).toBe(2);
  expect(await recordingsOf(call)).toMatchObject([{ kind: "voicemail", lengthMs: 3_000 }]);
});

test("of a call that nobody knows, and without sound, there is nothing to fetch", async () => {
  const before = await hub.jobs("fetchRecording");
  await line.door.tellRecording("nobody", message("unknown"));
  const call = await ring(line);
  await line.door.tellRecording(call.externalId, { ...message("empty"), seconds: 0 });
  expect(await hub.jobs("fetchRecording")).toEqual(before);
});

test("a carrier that is away for a day loses nothing", async () => {
  const { call, job } = await leaveMessage("away");
  await expect(fetchRecording(line.deps, job)).rejects.toThrow("It is away.");
  hub.setClock(new Date(Date.now() + 86_400_000));
  await expect(fetchRecording(line.deps, job)).rejects.toThrow("It is away.");
  expect(await recordingsOf(call)).toEqual([]);
  carrier = (keep) => keep(soundOf(wav));
  await fetchRecording(line.deps, job);
  expect(await recordingsOf(call)).toMatchObject([{ kind: "voicemail" }]);
});

test("what broke off or is no sound is not kept, and tried again", async () => {
  const { call, job } = await leaveMessage("broken");
  carrier = (keep) => keep(soundOf(wav.subarray(0, 9_000), wav.byteLength));
  await expect(fetchRecording(line.deps, job)).rejects.toThrow("9000 of");
  carrier = (keep) => keep(soundOf(Buffer.from("<html>busy</html>")));
  await expect(fetchRecording(line.deps, job)).rejects.toMatchObject({ problem: "notAudio" });
  carrier = (keep) => keep(soundOf(wav));
  await fetchRecording(line.deps, job);
  expect(await recordingsOf(call)).toMatchObject([{ lengthMs: 3_000 }]);
});

test("one that cannot be had for days is given up, and keeps nothing else from being made", async () => {
  const { call, job } = await leaveMessage("lost");
  await line.door.tellRecording(call.externalId, message("found"));
  const jobs = await hub.jobs("fetchRecording");
  const found = jobs.find(({ payload }) => payload.externalId === "found")!;
  carrier = (keep) => keep(soundOf(wav));
  await fetchRecording(line.deps, found.payload);
  hub.setClock(new Date(Date.now() + 4 * 86_400_000));
  carrier = undefined;
  await fetchRecording(line.deps, job);
  expect(await recordingsOf(call)).toHaveLength(1);
});

test("what is kept already and gone at the carrier is done", async () => {
  const { job } = await leaveMessage("gone");
  carrier = (keep) => keep(soundOf(wav));
  await fetchRecording(line.deps, job);
  carrier = () => Promise.reject(new ConnectorError("rejected", "It is not there."));
  await fetchRecording(line.deps, job);
  carrier = undefined;
  await expect(fetchRecording(line.deps, job)).rejects.toThrow("It is away.");
});
