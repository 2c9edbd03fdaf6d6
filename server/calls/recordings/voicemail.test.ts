import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { recordingSegments } from "../../../db/schema/calls.ts";
import { type Caller, closeLines, makeLine, menuFlow, readCall, ring } from "../../../test/calls.ts";
import { testHub } from "../../../test/factories.ts";
import { piecesOf } from "../../../test/recorded-call.ts";
import { keepRecording } from "./keep-recording.ts";

/** What a caller's browser records of a message, piece by piece. */
const hub = await testHub();
afterAll(() => closeLines(hub));

const line = await makeLine(hub, { flow: menuFlow });

/** Somebody who is asked to speak. */
async function ringToSpeak() {
  const call = await ring(line);
  const asked = (await call.tell({ type: "digits", turn: 1, digits: "2" })).at(-1);
  if (asked?.type !== "record") throw new Error("Nobody is asked to speak.");
  return { call, turn: asked.turn };
}

const send = ({ externalId }: Caller, turn: number, number: number, bytes: Uint8Array) =>
  line.door.keepPiece(externalId, { turn, number, bytes });

const one = Buffer.from("a piece");

test("its pieces become a file of its own, as long as it is, whatever their order", async () => {
  const { call, turn } = await ringToSpeak();
  const pieces = await piecesOf("first.webm");
  await send(call, turn, 0, pieces[0]!);
  await send(call, turn, 0, one);
  await call.tell({ type: "hungUp" });
  // The last ones are late.
  for (const [number, bytes] of [...pieces.entries()].reverse()) await send(call, turn, number, bytes);
  await keepRecording(line.deps, { callId: call.id });
  const { recordings, outcome } = await readCall(line, call);
  expect(outcome).toBe("voicemail");
  expect(recordings).toMatchObject([
    {
      kind: "voicemail",
      contentType: "audio/webm",
      channels: ["caller"],
      lengthMs: expect.closeTo(2_500, -3),
    },
  ]);
});

test("nothing is taken where nobody was asked to speak, of another turn, or of a call that nobody knows", async () => {
  const { call, turn } = await ringToSpeak();
  const waiting = await ring(line);
  const nobody = { ...call, externalId: "nobody" };
  for (const [caller, asked] of [
    [waiting, 1],
    [call, turn + 1],
    [nobody, turn],
  ] as const)
    await expect(send(caller, asked, 0, one)).rejects.toMatchObject({ kind: "rejected" });
  const kept = await line.deps.db
    .select()
    .from(recordingSegments)
    .where(eq(recordingSegments.callId, call.id));
  expect(kept).toEqual([]);
});

test("what is empty, far too large or far too long is refused", async () => {
  const { call, turn } = await ringToSpeak();
  await send(call, turn, 0, one);
  for (const [number, bytes] of [
    [1, Buffer.alloc(0)],
    [1, Buffer.alloc(257 * 1024)],
    [90, one],
  ] as const)
    await expect(send(call, turn, number, bytes)).rejects.toMatchObject({ kind: "rejected" });
  await send(call, turn, 89, one);
});

test("a minute after the call nothing is taken any more", async () => {
  const { call, turn } = await ringToSpeak();
  await send(call, turn, 0, one);
  await call.tell({ type: "recorded", turn, seconds: 4 });
  await send(call, turn, 1, one);
  hub.setClock(new Date(Date.now() + 61_000));
  await expect(send(call, turn, 2, one)).rejects.toMatchObject({ kind: "rejected" });
  hub.setClock();
});
