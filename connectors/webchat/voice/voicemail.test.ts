import { expect, test } from "vitest";
import { openCall } from "./test-call.ts";

const octets = { "content-type": "application/octet-stream" };

async function open() {
  const call = await openCall();
  const send = (query: string, body: unknown = new Uint8Array([1, 2, 3]), token = call.token) =>
    call.ask("POST", `voicemail?${query}`, { token, body, headers: octets });
  return { ...call, send };
}

test("what a visitor says comes to the hub as pieces of their own call", async () => {
  const { send, callId, context, visitorId } = await open();
  expect((await send(`call=${callId}&turn=3&number=0`)).status).toBe(204);
  expect(context.pieces).toEqual([
    { call: `${visitorId}:${callId}`, turn: 3, number: 0, bytes: Buffer.from([1, 2, 3]) },
  ]);
});

test("nothing is taken of who is unknown, of what does not say what it is, is empty or far too large", async () => {
  const { send, callId, context } = await open();
  const piece = `call=${callId}&turn=3&number=0`;
  const statuses = [
    await send(piece, new Uint8Array([1]), "nobody"),
    await send("turn=3&number=0"),
    await send(`call=${callId}&turn=3&number=-1`),
    await send(`call=other:call&turn=3&number=0`),
    await send(piece, new Uint8Array(0)),
    await send(piece, new Uint8Array(256 * 1024 + 1)),
  ].map(({ status }) => status);
  expect(statuses).toEqual([401, 400, 400, 400, 400, 413]);
  context.refuses = true;
  expect(await send(piece)).toMatchObject({
    status: 403,
    body: { error: { message: "This message is long enough." } },
  });
  expect(context.pieces).toEqual([]);
});

test("a flood of pieces is held up", async () => {
  const { send, callId } = await open();
  const statuses = [];
  for (let number = 0; number < 130; number++)
    statuses.push((await send(`call=${callId}&turn=3&number=${number}`)).status);
  expect(statuses.slice(0, 100).every((status) => status === 204)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
});
