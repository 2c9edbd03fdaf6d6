import { isAscii } from "node:buffer";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { Letter, OpenFile } from "../../contract.ts";
import { readMail } from "../parse/read-mail.ts";
import { composeMail } from "./compose-mail.ts";
import { keyOf, testContext, testFile, testMessage } from "./test-context.ts";

async function compose(files: OpenFile[], letter: Partial<Letter> = {}) {
  const { bytes } = await composeMail(testContext(), testMessage({ files }, letter));
  expect(isAscii(bytes)).toBe(true);
  return { bytes, read: await readMail(bytes) };
}

const refusal = (files: OpenFile[]) =>
  compose(files).then(
    () => expect.unreachable("it was composed"),
    (error) => ({ kind: error.kind, message: error.message }),
  );
const picture = (nth: number, name = "a.png") =>
  testFile({ id: keyOf(nth), name, contentType: "image/png", content: randomBytes(100) });

test("files arrive as they are, under their names in any script", async () => {
  const names = [
    "a.bin",
    "счёт №5 от июля, очень длинное имя файла для проверки.pdf",
    "請求書.pdf",
    "فاتورة.pdf",
    `it's "x";y.txt`,
  ];
  const content = randomBytes(1_000);
  const { read } = await compose(names.map((name, nth) => testFile({ id: keyOf(nth), name, content })));
  expect(read.parts.map(({ filename }) => filename)).toEqual([...names.slice(0, 4), "it's x ;y.txt"]);
  for (const part of read.parts) {
    expect(part.content.equals(content)).toBe(true);
    expect(part.isInline).toBe(false);
  }
});

test("a type that would change how the mail is read is none, and a mail stays one where it may", async () => {
  const types = {
    "text/html; charset=utf-8": "text/html",
    "image/svg+xml": "image/svg+xml",
    "multipart/mixed; boundary=x": "application/octet-stream",
    "message/partial": "application/octet-stream",
    "text/plain\r\nBcc: spy@evil.example": "application/octet-stream",
    nonsense: "application/octet-stream",
  };
  for (const [given, expected] of Object.entries(types)) {
    const { read } = await compose([testFile({ name: "a.bin", contentType: given })]);
    expect(read.parts.map(({ contentType }) => contentType)).toEqual([expected]);
  }
  const mail = { name: "a.eml", contentType: "message/rfc822" };
  const plain = await compose([testFile({ ...mail, content: "Subject: x\n\nHello" })]);
  expect(plain.read.parts[0]).toMatchObject({ contentType: "message/rfc822", filename: "a.eml" });
  const raw = Buffer.from("Subject: ü\n\nHellö");
  const eightBit = await compose([testFile({ ...mail, content: raw })]);
  expect(eightBit.read.parts[0]).toMatchObject({ filename: "a.eml", content: raw });
  expect(eightBit.bytes.toString("latin1")).toContain("application/octet-stream");
});

test("pictures in the text travel with it and are not attached again; others are", async () => {
  const [shown, attached] = [picture(1), picture(2, "b.png")];
  const html = `<p>See <img src="file:${shown.id}" alt="x"> and <img alt="y" src="file:${shown.id}"></p>`;
  const { read, bytes } = await compose([shown, attached], { html });
  expect(read.parts.map(({ filename, isInline }) => ({ filename, isInline }))).toEqual([
    { filename: "a.png", isInline: true },
    { filename: "b.png", isInline: false },
  ]);
  const cid = `${shown.id}@shop.example`;
  expect(read.html).toContain(`<img src="cid:${cid}" alt="x"> and <img alt="y" src="cid:${cid}">`);
  expect(bytes.toString("latin1")).toMatch(
    /multipart\/mixed[\s\S]*multipart\/alternative[\s\S]*text\/plain[\s\S]*multipart\/related[\s\S]*text\/html[\s\S]*inline[\s\S]*attachment/,
  );
});

test("pictures of a quote travel too, and one that does not come along leaves no trace", async () => {
  const shown = picture(1);
  const quoted = {
    kind: "forwarded" as const,
    from: { address: "ann@client.example" },
    to: [],
    cc: [],
    subject: "",
    at: "2026-01-01T00:00:00.000Z",
    text: "",
    html: `<img src="file:${shown.id}"><img src="file:${keyOf(9)}">`,
  };
  const { read } = await compose([shown], { html: "<p>Look</p>", quoted });
  expect(read.html).toContain(`<img src="cid:${shown.id}@shop.example"></div>`);
  expect(read.html).not.toContain("file:");
});

test("a picture that never came is not looked for", async () => {
  const { read } = await compose([], { html: `<p>a<img src="cid:lost@client.example">b</p>` });
  expect(read.html).toContain("<p>ab</p>");
});

test("a picture from elsewhere is where it was", async () => {
  const { read } = await compose([], { html: `<img alt="" data-src="https://shop.example/a.png">` });
  expect(read.html).toContain('<img alt="" src="https://shop.example/a.png">');
});

test("25 MB go, and more are refused before anything is read", async () => {
  const most = 25 * 1024 * 1024;
  const { read } = await compose([testFile({ content: Buffer.alloc(most) })]);
  expect(read.parts[0]?.content).toHaveLength(most);
  const unread = testFile({ size: most, stream: () => expect.unreachable("it was read") });
  const sentence = { kind: "rejected", message: "The attachments are larger than 25 MB together." };
  expect(await refusal([unread, testFile({})])).toEqual(sentence);
  expect(await refusal([testFile({ size: 1, content: Buffer.alloc(most + 1) })])).toEqual({
    ...sentence,
  });
});

test("a file that cannot be read now is tried again later", async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("gone")),
  });
  expect(await refusal([testFile({ stream: () => broken })])).toEqual({
    kind: "unavailable",
    message: "“file.txt” could not be read.",
  });
});
