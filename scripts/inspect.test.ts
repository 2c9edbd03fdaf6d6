import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";

const mail = `From: Ann Example <ann@example.com>
To: help@example.org
Subject: The printer
Date: Mon, 6 Jan 2025 10:00:00 +0100
Message-ID: <one@example.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p onclick="alert(1)">It smokes.</p>
--b
Content-Type: text/csv; name=log.csv
Content-Disposition: attachment

a,b
--b--
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "switchboard-inspect-"));
  await writeFile(join(folder, "one.eml"), mail);
  await writeFile(join(folder, "two.mbox"), `From a\n${mail}\nFrom b\n${mail.replace("printer", "lamp")}`);
  await writeFile(join(folder, "rubbish.eml"), Buffer.from([0, 1, 2, 250, 251, 10, 10, 0]));
});
afterAll(() => rm(folder, { recursive: true }));

test("a mail is printed as one line of JSON with all that was read of it", async () => {
  const { lines, code } = await inspect("email", "one.eml");
  expect(code).toBe(0);
  expect(lines).toEqual([
    {
      file: "one.eml",
      from: { address: "ann@example.com", name: "Ann Example" },
      to: [{ address: "help@example.org", name: "" }],
      cc: [],
      replyTo: [],
      subject: "The printer",
      text: "It smokes.",
      fullText: "It smokes.",
      html: expect.not.stringContaining("onclick"),
      attachments: [
        {
          filename: "log.csv",
          contentType: "text/csv",
          size: 3,
          inline: false,
          sha256: "1eb7c54d52831bbfe8942af0b1c56b7409523a59ed6ca99c1174fef7eb32c1b5",
        },
      ],
      messageId: "<one@example.com>",
      inReplyTo: null,
      references: [],
      sentAt: "2025-01-06T09:00:00.000Z",
      kind: "message",
    },
  ]);
});

test("what is no mail or cannot be read has a line with its error, and the others are still printed", async () => {
  const { lines, code } = await inspect("email", "rubbish.eml", "missing.eml", "two.mbox");
  expect(code).toBe(1);
  expect(lines).toEqual([
    { file: "rubbish.eml", error: expect.stringContaining("no mail") },
    { file: "missing.eml", error: expect.stringContaining("cannot be read") },
    expect.objectContaining({ file: "two.mbox", subject: "The printer" }),
    expect.objectContaining({ file: "two.mbox", subject: "The lamp" }),
  ]);
});

test("a wrong command says what is wrong with it", async () => {
  const unknown = await inspect("pigeon", "one.eml");
  expect(unknown.code).toBe(1);
  expect(unknown.errors).toMatch(/"pigeon".*email/);
  expect(await inspect("email")).toMatchObject({ code: 1 });
  expect((await inspect()).errors).toContain("npm run -s inspect -- CONNECTOR FILE");
});

async function inspect(...words: string[]) {
  const script = join(import.meta.dirname, "inspect.ts");
  const child = spawn(process.execPath, [script, ...words], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const lines: unknown[] = output.split("\n").flatMap((line) => (line ? [JSON.parse(line)] : []));
  return { lines, errors, code };
}
