import { expect, test } from "vitest";
import { topicOf } from "./topic-of.ts";

test("what answering puts before a subject is no part of it, in whatever language and however often", () => {
  const answers = [
    "Re: My order",
    "RE: RE: My order",
    "AW: Re: My  order",
    "Re[2]: My order",
    "Antw: My order",
    "SV: VS: my order",
    "回复：My order",
    "Ответ: My order",
    "Re : My order",
    "Re: [shop] Re: My order",
  ];
  for (const subject of answers)
    expect(topicOf(subject), subject).toEqual({ topic: "my order", isAnswer: true });
});

test("passing on is not answering", () => {
  for (const subject of ["Fwd: My order", "WG: FW: My order", "TR : My order", "转发: My order"])
    expect(topicOf(subject), subject).toEqual({ topic: "my order", isAnswer: false });
  expect(topicOf("Fwd: Re: My order").isAnswer).toBe(true);
});

test("a mailing list's tag and number are no part of it", () => {
  for (const subject of ["[shop-talk] My order", "[shop-talk 12] 34: My order", "[a] [b] My order"])
    expect(topicOf(subject).topic, subject).toBe("my order");
});

test("words that only look alike stay", () => {
  for (const subject of ["regarding: x", "order: 5", "reply", "res publica", "12: noon"])
    expect(topicOf(subject), subject).toEqual({ topic: subject, isAnswer: false });
});

test("a subject that is nothing else stays, and one that is nothing is nothing", () => {
  expect(topicOf("[urgent]")).toEqual({ topic: "[urgent]", isAnswer: false });
  expect(topicOf("Re: ")).toEqual({ topic: "", isAnswer: true });
  expect(topicOf("")).toEqual({ topic: "", isAnswer: false });
});

test("letters written in two ways are one, and so are capitals", () => {
  expect(topicOf("Re: CAFE\u0301 Ж").topic).toBe("café ж");
});

test("a hostile subject takes no time", () => {
  for (const subject of ["Re: ".repeat(50_000), "[".repeat(100_000), "[a]".repeat(50_000)])
    expect(topicOf(subject).topic.length).toBeLessThanOrEqual(subject.length);
});
