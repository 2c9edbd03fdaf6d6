import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { createThread } from "./create-thread.ts";

const limits = { longestMs: 60_000, memoryMegabytes: 512, idleMs: 60_000 };
const mail = (text: string, type = "text/plain") =>
  Buffer.from(`From: ann@client.example\r\nSubject: ${text}\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`);
/** So many words in a table that each becomes an object of its own. */
const huge = mail("<table><tr><td>one</td></tr></table>".repeat(400_000), "text/html");

test("mails are read as they are by anybody who reads them, files included", async () => {
  const ask = createThread(limits);
  const file = Buffer.from([0, 255, 13, 10, 7]).toString("base64");
  const bytes = Buffer.from(
    "From: Ann <ann@client.example>\r\nDate: Fri, 20 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@x>\r\n" +
      'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n' +
      "<p>Hello<script>x</script></p>\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
      `${file}\r\n--b--\r\n`,
  );
  const reading = await ask("whole", bytes);
  expect(reading).toMatchObject({ kind: "message", newText: "Hello", safeHtml: "<p>Hello</p>" });
  expect(reading.mail.sentAt).toEqual(new Date("2026-11-20T09:00:00Z"));
  const [part] = reading.mail.parts;
  expect(part?.content).toBeInstanceOf(Buffer);
  expect([...(part?.content ?? [])]).toEqual([0, 255, 13, 10, 7]);
  // What was handed over is still whole here.
  expect(bytes.toString()).toContain("Hello");
});

test("what is no mail is refused with a sentence, and those beside it are read", async () => {
  const ask = createThread(limits);
  const [one, none, two] = await Promise.allSettled([
    ask("whole", mail("one")),
    ask("whole", Buffer.alloc(0)),
    ask("whole", mail("two")),
  ]);
  expect(one).toMatchObject({ value: { newText: "one" } });
  expect(none).toMatchObject({ reason: { message: expect.stringMatching(/\.$/) } });
  expect(two).toMatchObject({ value: { newText: "two" } });
});

test("a mail that takes too much memory fails alone", async () => {
  const ask = createThread({ ...limits, memoryMegabytes: 48 });
  const results = await Promise.allSettled([
    ask("whole", mail("before")),
    ask("whole", huge),
    ask("whole", mail("behind")),
  ]);
  expect(results).toMatchObject([
    { value: { newText: "before" } },
    { reason: { message: "Reading this mail took too much memory." } },
    { value: { newText: "behind" } },
  ]);
});

test("a mail that takes too long fails, and the next is read by another thread", async () => {
  const ask = createThread({ ...limits, longestMs: 1 });
  await expect(ask("whole", huge)).rejects.toThrow("Reading this mail took too long.");
  await expect(ask("whole", huge)).rejects.toThrow("Reading this mail took too long.");
});

test("what a thread still says when its time is over answers no other question", async () => {
  const longestMs = 1_000;
  const ask = createThread({ ...limits, longestMs });
  const texts = Array.from({ length: 12 }, (_, nth) => `mail ${nth}`);
  let answered = 0;
  const asked = texts.map((text) => ask("whole", mail(text)));
  for (const one of asked) one.then(() => answered++).catch(() => {});
  const worker = await nextWorker();
  await asked[0];
  await setImmediate();
  const inTime = answered;
  // The hub is busy until the thread has answered all that it was given, and its time is over.
  const idled = () => worker.performance.eventLoopUtilization().idle;
  const end = Date.now() + 60_000;
  for (const before = idled(); idled() < before + longestMs && Date.now() < end; );
  const said = await Promise.allSettled(asked);
  const expected: object[] = texts.map((text) => ({ value: { newText: text } }));
  expected[inTime] = { reason: { message: "Reading this mail took too long." } };
  expect(said).toMatchObject(expected);
});

test("a thread that ended for want of mail begins anew with the next", async () => {
  const ask = createThread({ ...limits, idleMs: 1 });
  for (const text of ["one", "two", "three"]) {
    const asked = ask("whole", mail(text));
    const isEnded = once(await nextWorker(), "exit");
    expect(await asked).toMatchObject({ newText: text });
    await isEnded;
  }
});

async function nextWorker(): Promise<Worker> {
  const [worker] = await once(process, "worker");
  return worker;
}

test("an attached mail is read there, too", async () => {
  const ask = createThread(limits);
  expect(await ask("attached", mail("inner"))).toMatchObject({ subject: "inner", files: [] });
});
