import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookUpInDns } from "./look-up.ts";

/** A name server (RFC 1035) that knows one text, in two pieces as keys are, and one alias. */
const server = createSocket("udp4");
let address = "";
beforeAll(async () => {
  server.on("message", (query, { port }) => server.send(answerTo(query), port, "127.0.0.1"));
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  address = `127.0.0.1:${server.address().port}`;
});
afterAll(() => void server.close());

const types = { text: 16, alias: 5 };

function answerTo(query: Buffer): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const question = query.subarray(12, end);
  const type = query.readUInt16BE(end - 4);
  const isKnown = question.includes("known") && Object.values(types).includes(type);
  const head = Buffer.from([
    ...query.subarray(0, 2),
    0x81,
    isKnown ? 0x80 : 0x83,
    0,
    1,
    0,
    isKnown ? 1 : 0,
    0,
    0,
    0,
    0,
  ]);
  if (!isKnown) return Buffer.concat([head, question]);
  const data =
    type === types.text ? Buffer.from("\x05v=DKI\x08M1; p=AB") : Buffer.from("\x05other\x07example\0");
  const record = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, question, record, data]);
}

test("texts come in their pieces, and of other records whether there are any", async () => {
  const lookUp = lookUpInDns([address]);
  expect(await lookUp("known.example", "TXT")).toEqual([["v=DKI", "M1; p=AB"]]);
  expect(await lookUp("known.example", "CNAME")).toEqual(["other.example"]);
});

test("a name that is not there is told by its code", async () => {
  await expect(lookUpInDns([address])("none.example", "TXT")).rejects.toMatchObject({ code: "ENOTFOUND" });
});
