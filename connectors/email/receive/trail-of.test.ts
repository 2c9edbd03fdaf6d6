import { expect, test } from "vitest";
import { fakeMail } from "../parse/fake-mail.ts";
import { trailOf } from "./trail-of.ts";

const unsigned = { keys: [], isForged: false };
const root = Buffer.alloc(22, 7);

test("what it answers comes first, then the references from the last to the first, each once", () => {
  const references = ["<1@x>", "<2@x>", "<own@x>", "<3@x>"];
  const mail = fakeMail({ subject: "Re: Hi", messageId: "<own@x>", inReplyTo: "<3@x>", references });
  expect(trailOf(mail, "x1", unsigned)).toEqual({
    answers: [],
    ids: ["<own@x>"],
    references: ["<3@x>", "<2@x>", "<1@x>"],
    topic: "hi",
    isAnswer: true,
  });
});

test("Outlook's thread is known by its root, in the first mail and in answers", () => {
  const first = fakeMail({ messageId: "<1@x>", header: { "thread-index": root.toString("base64") } });
  const index = Buffer.concat([root, Buffer.alloc(10, 9)]).toString("base64");
  const answer = fakeMail({ header: { "thread-index": `${index.slice(0, 20)} ${index.slice(20)}` } });
  expect(trailOf(first, "x1", unsigned).ids[1]).toBe(`thread-index:${root.toString("base64")}`);
  expect(trailOf(answer, "x2", unsigned).references).toEqual([trailOf(first, "x1", unsigned).ids[1]]);
  expect(trailOf(fakeMail({ header: { "thread-index": "AbC=" } }), "x3", unsigned).ids).toEqual([]);
});

test("a mail without an id of its own does not go by its thread's", () => {
  const mail = fakeMail({ header: { "thread-index": root.toString("base64") } });
  const { ids } = trailOf(mail, "x1", unsigned);
  expect(ids).toEqual(["external:x1", `thread-index:${root.toString("base64")}`]);
});

test("of a thousand references the nearest are kept", () => {
  const references = Array.from({ length: 1_000 }, (_, at) => `<${at}@x>`);
  const trail = trailOf(fakeMail({ references }), "x1", unsigned);
  expect(trail.references).toHaveLength(50);
  expect(trail.references[0]).toBe("<999@x>");
});

test("what is forged is said", () => {
  expect(trailOf(fakeMail({}), "x1", { keys: [], isForged: true })).toMatchObject({
    answers: [],
    isForged: true,
  });
  expect(trailOf(fakeMail({}), "x1", unsigned)).not.toHaveProperty("isForged");
});
