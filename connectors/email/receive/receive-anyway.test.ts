import { expect, test } from "vitest";
import { ConnectorError, type Inbound, type InboundMessage } from "../../contract.ts";
import { createFakeContext } from "../fake-context.ts";
import { receiveAnyway } from "./receive-anyway.ts";

const raw = { id: "f", name: "message.eml", contentType: "message/rfc822", size: 1, place: "raw" as const };
const message: InboundMessage = {
  type: "message",
  externalId: "1",
  thread: "1",
  from: { identity: { kind: "email", address: "ann@out.example" } },
  text: "Hello",
  files: [{ ...raw, id: "g", name: "bill.pdf", place: undefined }, raw],
};

test("a mail that the hub refuses for its shape is set aside with the reason and as it came", async () => {
  const context = createFakeContext();
  const receive = async (inbound: Inbound) => {
    if (inbound.type === "message") throw new ConnectorError("rejected", "The subject is not one.");
    return context.receive(inbound);
  };
  await receiveAnyway({ ...context, receive })(message);
  expect(context.received).toEqual([
    { type: "unreadable", externalId: "1", thread: "1", reason: "The subject is not one.", files: [raw] },
  ]);
});

test("any other failure stops the folder, so that nothing is lost", async () => {
  const context = createFakeContext();
  const receive = async () => Promise.reject(new Error("The database is away."));
  await expect(receiveAnyway({ ...context, receive })(message)).rejects.toThrow("The database is away.");
});
