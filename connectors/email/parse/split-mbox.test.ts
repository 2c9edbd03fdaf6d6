import { expect, test } from "vitest";
import { splitMbox } from "./split-mbox.ts";

const split = (text: string) => splitMbox(Buffer.from(text)).map((message) => message.toString());

test("each message of an mbox stands alone, without its From line and what closes it", () => {
  const file = `From ann@example.com Mon Jan  6 10:00:00 2025
Subject: One

First.

From - Mon Jan  6 11:00:00 2025
Subject: Two

Second.
`;
  expect(split(file)).toEqual(["Subject: One\n\nFirst.\n", "Subject: Two\n\nSecond.\n"]);
});

test("quoted From lines lose one quote, in lines that end either way", () => {
  const file =
    "From a\r\nSubject: One\r\n\r\n>From here\r\n>>From there\r\n> From nowhere\r\n\r\nFrom b\r\nSubject: Two\r\n";
  expect(split(file)).toEqual([
    "Subject: One\r\n\r\nFrom here\r\n>From there\r\n> From nowhere\r\n",
    "Subject: Two\r\n",
  ]);
});

test("a From line in the text splits nothing without an empty line before and a field behind it", () => {
  const file = `From a
Subject: One

From Russia with love.

From Paris: nothing.
It rains.
Subject is what I miss.
From London
Subject: not a new mail
`;
  expect(split(file)).toHaveLength(1);
});

test("a file that does not begin with a From line is one message, as it is", () => {
  const mail = "Subject: One\n\n>From me\n\nFrom you\nSubject: Two\n";
  expect(split(mail)).toEqual([mail]);
  expect(split("")).toEqual([""]);
});
