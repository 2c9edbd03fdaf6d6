import { expect, test } from "vitest";
import type { InboundMessage } from "../../contract.ts";
import { createFakeContext } from "../fake-context.ts";
import { messageIdOf } from "../signed-id.ts";
import { createReader } from "./reader.ts";
import { readAgain, takeIn } from "./take-in.ts";
import { mailOf } from "./test-stage.ts";

const context = createFakeContext();
const reader = createReader(context);
const raw = { id: "f", name: "message.eml", contentType: "message/rfc822", size: 1, place: "raw" as const };

const again = (externalId: string, bytes: Buffer) =>
  readAgain(
    context,
    reader,
    { type: "unreadable", externalId, thread: externalId, reason: "Broken.", files: [raw] },
    bytes,
  );

test("a receipt that is read again still tells that our message was read", async () => {
  const key = "0190c0de-0000-7000-8000-000000000009";
  const told = [
    `Original-Message-ID: ${messageIdOf(context.sign, key, "shop.example")}`,
    "Disposition: manual-action/MDN-sent-manually; displayed",
  ];
  const status = `--b\r\nContent-Type: message/disposition-notification\r\n\r\n${told.join("\r\n")}\r\n--b--`;
  const type = "Content-Type: multipart/report; report-type=disposition-notification; boundary=b";
  const message = await again("x1", Buffer.from(mailOf({ fields: [type], body: status })));
  expect(message).toMatchObject({ type: "message", nature: "receipt" });
  expect(context.received).toMatchObject([{ type: "receipt", messageId: key, state: "read" }]);
});

test("what the hub refused of the Sent folder is still ours when it is read again", async () => {
  const bytes = Buffer.from(mailOf({ from: "help@shop.example", to: "ann@client.example", id: "1@x" }));
  for (const isFromSentFolder of [true, false]) {
    const [first] = await takeIn(context, reader, { bytes, isFromSentFolder });
    const { externalId, direction } = first as InboundMessage;
    const read = (await again(externalId, bytes)) as InboundMessage;
    expect(read.externalId).toBe(externalId);
    expect(read.direction).toBe(direction);
    expect(direction).toBe(isFromSentFolder ? "out" : undefined);
  }
});

test("where only a header was kept, it is said again that there was more", async () => {
  const whole = mailOf({ id: "2@x" });
  const header = whole.slice(0, whole.indexOf("\r\n\r\n") + 2);
  expect(await again("x2", Buffer.from(header))).toMatchObject({ marks: [{ mark: "oversize" }] });
  expect(await again("x3", Buffer.from(whole))).not.toHaveProperty("marks");
});
