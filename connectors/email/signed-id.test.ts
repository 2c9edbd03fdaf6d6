import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { messageIdOf, readMessageId, readReplyAddress, replyAddressOf } from "./signed-id.ts";

const key = "0190c0de-0000-7000-8000-000000000001";
const sign = (text: string) => createHmac("sha256", "channel key").update(text).digest("hex");
const otherSign = (text: string) => createHmac("sha256", "another").update(text).digest("hex");

test("a message id of ours tells its key, also in capitals and without its brackets", () => {
  const id = messageIdOf(sign, key, "example.com");
  for (const spelt of [id, id.toUpperCase(), id.slice(1, -1)])
    expect(readMessageId(sign, spelt)).toEqual({ key });
});

test("a reply address of ours tells its key", () => {
  const address = replyAddressOf(sign, key, "help@example.com");
  expect(address).toMatch(/^help\+sb-[0-9a-f-]+@example\.com$/);
  expect(address.indexOf("@")).toBeLessThanOrEqual(64 + 1);
  expect(readReplyAddress(sign, address)).toEqual({ key });
});

test("what somebody made up, or signed for something else, is forged", () => {
  const id = messageIdOf(sign, key, "example.com");
  const address = replyAddressOf(sign, key, "help@example.com");
  expect(readMessageId(otherSign, id)).toBe("forged");
  expect(readMessageId(sign, id.replace("0190", "0191"))).toBe("forged");
  expect(readMessageId(sign, `<sb.${key}.${address.split("-").at(-1)?.slice(0, 20)}@example.com>`)).toBe(
    "forged",
  );
  expect(readReplyAddress(otherSign, address)).toBe("forged");
});

test("everybody else's ids and addresses are nothing of ours", () => {
  for (const id of ["<CAF=abc@mail.gmail.com>", "", "sb", "<sb.@x>"])
    expect(readMessageId(sign, id)).toBeUndefined();
  for (const address of ["help@example.com", "help+news@example.com", ""])
    expect(readReplyAddress(sign, address)).toBeUndefined();
});
