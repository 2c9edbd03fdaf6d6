import { expect, test } from "vitest";
import type { Interaction } from "../../../../../server/contract/conversations.ts";
import type { Letter } from "../../../../../server/contract/letters.ts";
import { answerLetter, hasOthers, lastLetter } from "./answer-letter.ts";

const nora = { address: "nora@example.com", name: "Nora Lind" };
const olaf = { address: "olaf@example.com" };
const help = { address: "help@shop.example" };

const letter = (some: Partial<Letter> = {}): Letter => ({
  subject: "The lamp",
  from: nora,
  to: [help],
  cc: [],
  bcc: [],
  replyTo: [],
  own: ["help@shop.example"],
  hasHtml: false,
  nature: null,
  authenticity: null,
  marks: [],
  alsoIn: [],
  rawUrl: null,
  ...some,
});
const message = (id: string, some: Partial<Letter> = {}, direction: "in" | "out" = "in") =>
  ({ id, kind: "message", direction, letter: letter(some) }) as Interaction;

test("a reply goes to the sender under the same subject", () => {
  const { to, cc, subject, ofId, isQuoted } = answerLetter(message("m1"), "reply");
  expect({ to, cc, subject, ofId, isQuoted }).toEqual({
    to: [nora],
    cc: [],
    subject: "Re: The lamp",
    ofId: "m1",
    isQuoted: true,
  });
});

test("a reply goes where the sender asked for it, also where that is several", () => {
  expect(answerLetter(message("m1", { replyTo: [olaf, nora] }), "reply").to).toEqual([olaf, nora]);
});

test("replying to all leaves out our own addresses and nobody twice", () => {
  const of = message("m1", {
    to: [{ address: "Help@Shop.example" }, olaf],
    cc: [{ address: "OLAF@example.com" }, nora, { address: "kim@example.com" }],
  });
  const { to, cc } = answerLetter(of, "replyAll");
  expect(to).toEqual([nora]);
  expect(cc).toEqual([olaf, { address: "kim@example.com" }]);
  expect(hasOthers(of)).toBe(true);
  expect(hasOthers(message("m2"))).toBe(false);
});

test("what we wrote ourselves is followed up to those it went to", () => {
  const sent = message("m1", { from: help, to: [nora], cc: [olaf] }, "out");
  expect(answerLetter(sent, "reply").to).toEqual([nora]);
  expect(answerLetter(sent, "replyAll").cc).toEqual([olaf]);
});

test("passing on begins without recipients", () => {
  const { to, cc, subject } = answerLetter(message("m1"), "forward");
  expect({ to, cc, subject }).toEqual({ to: [], cc: [], subject: "Fwd: The lamp" });
});

test.each([
  ["RE: The lamp", "reply", "RE: The lamp"],
  ["AW: Die Lampe", "reply", "AW: Die Lampe"],
  ["Re[2]: The lamp", "reply", "Re[2]: The lamp"],
  ["Re: The lamp", "forward", "Fwd: Re: The lamp"],
  ["WG: Die Lampe", "forward", "WG: Die Lampe"],
  ["Regarding the lamp", "reply", "Re: Regarding the lamp"],
] as const)("the subject %j becomes, by %s, %j", (subject, mode, expected) => {
  expect(answerLetter(message("m1", { subject }), mode).subject).toBe(expected);
});

test("what is answered is what a person wrote last, not a robot", () => {
  const items = [
    message("asked"),
    message("answered", {}, "out"),
    message("away", { nature: "auto-reply" }),
    message("bounced", { nature: "bounce" }),
  ];
  expect(lastLetter(items)?.id).toBe("asked");
  expect(lastLetter(items.slice(1))?.id).toBe("answered");
  expect(lastLetter(items.slice(2))?.id).toBe("away");
  expect(lastLetter(items.slice(3))).toBeUndefined();
});
