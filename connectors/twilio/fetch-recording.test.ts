import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import type { RecordedSound } from "../contract.ts";
import { quietDoor } from "../test-calls.ts";
import { createFakeContext } from "./fake-context.ts";
import { fetchRecording } from "./fetch-recording.ts";
import { createRunningNumber } from "./running-number.ts";
import { readWav } from "./sandbox/sound/wav.ts";
import { accountSid, authToken, ourNumber, theirNumber } from "./sandbox/test-setting.ts";
import { startTestHub, type TestHub } from "./test-hub.ts";
import { usual } from "./test-script.ts";

let hub: TestHub | undefined;

afterEach(async () => {
  await hub?.stop();
  hub = undefined;
});

const runningFor = (apiUrl: string, deletesRecordings = false) =>
  createRunningNumber(
    createFakeContext({
      publicUrl: "http://hub.test",
      settings: { accountSid, authToken, number: ourNumber, apiUrl, deletesRecordings },
      calls: quietDoor,
    }),
  );

async function messageLeft(): Promise<string> {
  hub = await startTestHub(usual);
  hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "press 1, wait 3 s, talk 6 s, hang up" });
  await hub.pass(60);
  const [recording] = await hub.client.recordings.list();
  return recording!.sid;
}

async function bytesOf({ stream }: RecordedSound): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("a recording is fetched whole, and stays at Twilio where nothing else is set", async () => {
  const sid = await messageLeft();
  let kept: Buffer = Buffer.alloc(0);
  await fetchRecording(runningFor(hub!.sandbox.url), sid, async (sound) => {
    kept = await bytesOf(sound);
    expect(kept.byteLength).toBe(sound.size);
  });
  expect(readWav(kept)?.channels).toHaveLength(1);
  expect(await hub!.client.recordings(sid).fetch()).toMatchObject({ status: "completed" });
});

test("it is deleted there once it is kept, if so set, and not where keeping it failed", async () => {
  const sid = await messageLeft();
  const running = runningFor(hub!.sandbox.url, true);
  const failing = fetchRecording(running, sid, async ({ stream }) => {
    await stream.cancel();
    throw new Error("The disk is full.");
  });
  await expect(failing).rejects.toThrow("The disk is full.");
  expect(await hub!.client.recordings.list()).toHaveLength(1);
  await fetchRecording(running, sid, async (sound) => void (await bytesOf(sound)));
  expect(await hub!.client.recordings.list()).toEqual([]);
  await expect(fetchRecording(running, sid, async () => {})).rejects.toMatchObject({ kind: "rejected" });
});

test("one that breaks off is not kept as whole", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "audio/x-wav", "content-length": 1000 });
    response.write("x".repeat(10));
    setImmediate(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fetched = fetchRecording(runningFor(`http://127.0.0.1:${port}`, true), "RE1", async ({ stream }) => {
    await text(stream);
  });
  await expect(fetched).rejects.toThrow();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
