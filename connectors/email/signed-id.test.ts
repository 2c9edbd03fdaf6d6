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
  expect(address).toMatch(/^help\+sb-[0-9a-v]+@example\.com$/);
  for (const spelt of [address, address.toUpperCase()])
    expect(readReplyAddress(sign, spelt)).toEqual({ key });
});

test("a name of twelve characters leaves room for it (RFC 5321, 4.5.3.1.1)", () => {
  expect(replyAddressOf(sign, key, "twelve.chars@example.com").indexOf("@")).toBe(64);
});

test("what somebody made up, or signed for something else, is forged", () => {
  const id = messageIdOf(sign, key, "example.com");
  const address = replyAddressOf(sign, key, "help@example.com");
  expect(readMessageId(sign, id.replace("0190", "0191"))).toBe("forged");
  expect(readMessageId(sign, id.replace(/\w{20}@/, `${"0".repeat(20)}@`))).toBe("forged");
  expect(readReplyAddress(sign, address.replace(/.{8}@/, "00000000@"))).toBe("forged");
  expect(readMessageId((text) => sign(text.replace("id:", "reply:")), id)).toBe("forged");
});

test("what another channel signed is none of ours", () => {
  expect(readMessageId(otherSign, messageIdOf(sign, key, "example.com"))).toBeUndefined();
  expect(readReplyAddress(otherSign, replyAddressOf(sign, key, "help@example.com"))).toBeUndefined();
});

test("everybody else's ids and addresses are nothing of ours", () => {
  for (const id of ["<CAF=abc@mail.gmail.com>", "", "sb", "<sb.@x>"])
    expect(readMessageId(sign, id)).toBeUndefined();
  for (const address of ["help@example.com", "help+news@example.com", ""])
    expect(readReplyAddress(sign, address)).toBeUndefined();
});
