import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { fakeMail } from "../parse/fake-mail.ts";
import { messageIdOf, replyAddressOf } from "../signed-id.ts";
import { ownAddresses } from "./own-addresses.ts";
import { signedKeysOf } from "./signed-keys.ts";

const sign = (text: string) => createHmac("sha256", "channel key").update(text).digest("hex");
const otherSign = (text: string) => createHmac("sha256", "another").update(text).digest("hex");
const isOwn = ownAddresses({ address: "help@shop.example", aliases: ["sales@shop.example"] });
const signer = { sign, isOwn };
/** Knows what marks this channel, and not how it signs. */
const forger = (text: string) => (text === "channel" ? sign(text) : otherSign(text));
const keys = [1, 2].map((nth) => `0190c0de-0000-7000-8000-00000000000${nth}`) as [string, string];
const idOf = (key: string, by = sign) => messageIdOf(by, key, "shop.example");
const addressOf = (key: string, by = sign) => replyAddressOf(by, key, "help@shop.example");
const to = (address: string) => [{ address, name: "" }];

test("what it answers is known by our ids in either field, the nearest first", () => {
  const mail = fakeMail({ inReplyTo: idOf(keys[1]), references: ["<0@x>", idOf(keys[0]), idOf(keys[1])] });
  expect(signedKeysOf(mail, signer)).toEqual({ keys: [keys[1], keys[0]], isForged: false });
});

test("and by the address that it came to, wherever that stands", () => {
  const address = addressOf(keys[0]);
  const expected = { keys: [keys[0]], isForged: false };
  expect(signedKeysOf(fakeMail({ to: to(address) }), signer)).toEqual(expected);
  expect(signedKeysOf(fakeMail({ cc: to(address.toUpperCase()) }), signer)).toEqual(expected);
  expect(signedKeysOf(fakeMail({ header: { "delivered-to": address } }), signer)).toEqual(expected);
  expect(signedKeysOf(fakeMail({ header: { "x-original-to": address } }), signer)).toEqual(expected);
});

test("what somebody made up is forged; one good signature beside it is enough", () => {
  const forged = { keys: [], isForged: true };
  expect(signedKeysOf(fakeMail({ references: [idOf(keys[0], forger)] }), signer)).toEqual(forged);
  expect(signedKeysOf(fakeMail({ to: to(addressOf(keys[0], forger)) }), signer)).toEqual(forged);
  const both = fakeMail({ references: [idOf(keys[0], forger), idOf(keys[1])] });
  expect(signedKeysOf(both, signer)).toEqual({ keys: [keys[1]], isForged: false });
});

test("an answer to another mailbox of the same domain, with a copy to this one, is not forged", () => {
  const copied = fakeMail({
    inReplyTo: idOf(keys[0], otherSign),
    to: to(addressOf(keys[0], otherSign)),
    cc: to("sales@shop.example"),
  });
  expect(signedKeysOf(copied, signer)).toEqual({ keys: [], isForged: false });
});

test("ids and addresses of others are neither", () => {
  const elsewhere = replyAddressOf(otherSign, keys[0], "help@other.example");
  const references = ["<sb.@x>", "<abc@mail.example>", messageIdOf(otherSign, keys[0], "other.example")];
  const mail = fakeMail({ references, to: to(elsewhere) });
  expect(signedKeysOf(mail, signer)).toEqual({ keys: [], isForged: false });
});
