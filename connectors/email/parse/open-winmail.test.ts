import fc from "fast-check";
import { expect, test } from "vitest";
import { readMail } from "./read-mail.ts";
import { binary, named, number, object, properties, text, text8, tnef, u32 } from "./tnef/fake-tnef.ts";

const filename = 0x3707;
const mimeType = 0x370e;
const contentId = 0x3712;
const data = 0x3701;
const body = 0x1000;
const htmlBody = 0x1013;
const subject = 0x0037;
const codePage = 0x3fde;

const packed = Buffer.from(
  "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0",
  "hex",
);

function readWith(winmail: Buffer, words = "See below.", type = 'application/ms-tnef; name="winmail.dat"') {
  const head = "From: ann@client.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
  const plain = `--b\r\nContent-Type: text/plain\r\n\r\n${words}\r\n`;
  const part = `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${winmail.toString("base64")}\r\n--b--\r\n`;
  return readMail(Buffer.from(head + plain + part));
}
const namesOf = async (winmail: Buffer, words?: string) =>
  (await readWith(winmail, words)).parts.map((part) => part.filename);

const report = tnef(
  ["codePage", Buffer.concat([u32(1251), u32(0)])],
  [
    "properties",
    properties(number(0x0e07, 1), named("x-odd", 5), text(body, "Ignored: the mail has a text.")),
  ],
  ["beginsFile", Buffer.alloc(14)],
  ["fileTitle", "REPORT~1.PDF"],
  ["fileData", Buffer.from("%PDF-1.4")],
  ["fileProperties", properties(text(filename, "Отчёт за май.pdf"), text8(mimeType, "Application/PDF"))],
  ["beginsFile", Buffer.alloc(14)],
  ["fileTitle", "\xcf\xeb\xe0\xed.txt"],
  [
    "fileProperties",
    properties(binary(data, Buffer.from("a plan"), Buffer.from("b")), text(contentId, "<c1>")),
  ],
);

test("the files in a winmail.dat take its place, under their long names", async () => {
  const { parts, text: words } = await readWith(report);
  expect(parts).toEqual([
    {
      filename: "Отчёт за май.pdf",
      contentType: "application/pdf",
      content: Buffer.from("%PDF-1.4"),
      contentId: null,
      isInline: false,
    },
    {
      filename: "План.txt",
      contentType: "text/plain",
      content: Buffer.from("a plan"),
      contentId: "c1",
      isInline: false,
    },
  ]);
  expect(words.trim()).toBe("See below.");
});

test("it is known by its name where its type says nothing, and a file of that name that is none stays", async () => {
  const type = 'application/octet-stream; name="WINMAIL.DAT"';
  expect((await readWith(report, "x", type)).parts).toHaveLength(2);
  const { parts } = await readWith(Buffer.from("just data"), "x", type);
  expect(parts).toMatchObject([{ filename: "WINMAIL.DAT", content: Buffer.from("just data") }]);
});

test("its text is the mail's where the mail has none", async () => {
  const plain = tnef(["body", "Dear all,\r\ngood news."]);
  expect(await readWith(plain, "")).toMatchObject({ text: "Dear all,\ngood news.", html: null, parts: [] });
  const html = tnef(
    [
      "properties",
      properties(number(codePage, 65001), binary(htmlBody, Buffer.from('<p>Grüße <img src="cid:c1">'))),
    ],
    ["beginsFile", Buffer.alloc(14)],
    ["fileData", "PNG"],
    ["fileProperties", properties(text(filename, "a.png"), text(contentId, "c1"))],
  );
  expect(await readWith(html, "")).toMatchObject({
    text: "Grüße",
    html: '<p>Grüße <img src="cid:c1">',
    parts: [{ filename: "a.png", isInline: true }],
  });
});

test("text that is there in RTF alone is a file, and none where the mail says it too", async () => {
  const rich = tnef(["properties", properties(binary(0x1009, packed))]);
  const { parts } = await readWith(rich, "");
  expect(parts).toMatchObject([{ filename: "message.rtf" }]);
  expect(parts[0]?.content.toString()).toBe("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
  expect(await namesOf(rich)).toEqual([]);
});

test("a message within it is read too, however often that is nested", async () => {
  const inner = tnef(
    ["properties", properties(text(subject, "Old/plan"), text(body, "As agreed."))],
    ["beginsFile", ""],
    ["fileTitle", "map.png"],
    ["fileData", "PNG"],
  );
  const holding = (content: Buffer) =>
    tnef(
      ["beginsFile", Buffer.alloc(14)],
      ["fileTitle", "letter"],
      ["fileProperties", properties(object(data, content))],
    );
  const { parts } = await readWith(holding(holding(inner)));
  expect(parts.map((part) => [part.filename, part.content.toString()])).toEqual([
    ["plan.txt", "As agreed."],
    ["map.png", "PNG\0"],
  ]);
  let deep = inner;
  for (let nth = 0; nth < 50; nth++) deep = holding(deep);
  expect(await namesOf(deep)).toEqual(["letter"]);
});

test("where nothing can be read, the winmail.dat itself is kept", async () => {
  for (const broken of [
    report.subarray(0, 20),
    tnef(),
    tnef(["subject", "Hi"]),
    Buffer.alloc(0),
    Buffer.alloc(400),
  ]) {
    const { parts } = await readWith(broken);
    expect(parts).toMatchObject([{ filename: "winmail.dat", content: broken }]);
  }
});

test("of one that breaks off, what came before is kept", async () => {
  const end = report.indexOf("a plan");
  expect(await namesOf(report.subarray(0, end - 40))).toEqual(["Отчёт за май.pdf"]);
  const { parts } = await readWith(report.subarray(0, end + 3));
  expect(parts.map(({ content }) => content.toString())).toEqual(["%PDF-1.4", "a p"]);
});

test("lengths and counts that lie hold nothing up", async () => {
  const lie = u32(0xffffffff);
  const counts = tnef([
    "properties",
    Buffer.concat([lie, Buffer.from([0x02, 0x11, 0, 0x10]), lie, lie, Buffer.alloc(64)]),
  ]);
  expect(await namesOf(counts)).toEqual(["winmail.dat"]);
  const attribute = tnef(["beginsFile", Buffer.alloc(14)], ["fileTitle", "a.txt"], ["fileData", "all of it"]);
  lie.copy(attribute, attribute.indexOf("all of it") - 4);
  const { parts } = await readWith(attribute);
  expect(parts[0]?.content.toString("latin1")).toContain("all of it");
  const files = tnef(
    ...Array.from(
      { length: 5_000 },
      () =>
        [
          ["beginsFile", ""],
          ["fileData", "x"],
        ] as const,
    )
      .flat()
      .map(([id, value]) => [id, value] as ["fileData", string]),
  );
  expect(await namesOf(files)).toHaveLength(1_000);
});

test("no bytes of it are too odd", async () => {
  const changes = fc.array(fc.tuple(fc.nat(report.length - 1), fc.integer({ min: 0, max: 255 })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(changes, fc.nat(report.length), async (bytes, length) => {
      const odd = Buffer.from(report);
      for (const [at, byte] of bytes) odd[at] = byte;
      const mail = await readWith(odd.subarray(0, length));
      expect(mail.text.trim()).toBe("See below.");
      for (const { content } of mail.parts) expect(content.length).toBeLessThanOrEqual(report.length);
    }),
    { numRuns: 300 },
  );
});
