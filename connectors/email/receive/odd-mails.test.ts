import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import { dovecotPath } from "../../../test/setup/parts.ts";
import type { InboundUnreadable } from "../../contract.ts";
import { messageIdOf } from "../signed-id.ts";
import { readCursor } from "./cursor.ts";
import { createReader } from "./reader.ts";
import { readAgain } from "./take-in.ts";
import { mailOf, messagesOf, type Stage, setStage } from "./test-stage.ts";

const program = dovecotPath();
const key = "0190c0de-0000-7000-8000-000000000009";

describe.skipIf(!program)("odd mails", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(program ?? "");
  });
  afterAll(() => stage.end());

  test("one that is no mail is kept with its reason, and those behind it are received", async () => {
    const noMail = Buffer.concat([Buffer.from("no header\r\n\r\n"), Buffer.alloc(64)]);
    await stage.dovecot.append("ann", "INBOX", [mailOf({ subject: "1" }), noMail, mailOf({ subject: "3" })]);
    const { context, subjects } = stage.receive("ann", { importDays: 1 });
    await eventually(() => expect(subjects()).toEqual(["1", "3"]));
    const unreadable = context.received[1] as InboundUnreadable;
    expect(unreadable).toMatchObject({ type: "unreadable", reason: "This is no mail: it has no header." });
    const raw = Buffer.from(context.files.get(unreadable.files[0]?.id ?? "")?.bytes ?? []);
    expect(unreadable.files).toMatchObject([{ place: "raw" }]);
    const again = readAgain(context, createReader(context), unreadable, raw);
    await expect(again).rejects.toThrow("This is no mail");
    const mended = Buffer.from(mailOf({ subject: "2" }));
    expect(await readAgain(context, createReader(context), unreadable, mended)).toMatchObject({
      type: "message",
      subject: "2",
      files: unreadable.files,
    });
  });

  test("of one that is too large the header is kept, with a note, in its place", async () => {
    const large = mailOf({ subject: "Large", id: "large@x", body: "All the pictures. ".repeat(80_000) });
    await stage.dovecot.append("ben", "INBOX", [mailOf({ subject: "1" }), large, mailOf({ subject: "3" })]);
    const { context, subjects } = stage.receive("ben", { importDays: 1, largestMegabytes: 1 });
    await eventually(() => expect(subjects()).toEqual(["1", "Large", "3"]));
    const message = messagesOf(context)[1];
    expect(message).toMatchObject({
      text: "",
      from: { identity: { kind: "email", address: "ann@client.example" } },
      marks: [{ mark: "oversize", detail: `${large.length}` }],
    });
    expect(message?.files).toMatchObject([{ place: "raw" }]);
    expect(message?.files?.[0]?.size).toBeLessThan(1_000);
  });

  test("mails without an id are told apart by what they say", async () => {
    const mails = ["One", "Two", "One"].map((body) => mailOf({ body }));
    await stage.dovecot.append("cem", "INBOX", mails);
    const { context } = stage.receive("cem", { importDays: 1 });
    await eventually(() => expect(context.duplicates).toBe(1));
    expect(messagesOf(context).map(({ text }) => text)).toEqual(["One", "Two"]);
    expect(messagesOf(context).map(({ trail }) => trail?.ids)).toEqual([[], []]);
  });

  test("an id that somebody used first suppresses nothing", async () => {
    const mails = ["Made up", "The real one"].map((body) => mailOf({ body, id: "order-1@shop.example" }));
    await stage.dovecot.append("dia", "INBOX", mails);
    const { context } = stage.receive("dia", { importDays: 1 });
    await eventually(() => expect(messagesOf(context)).toHaveLength(2));
    expect(new Set(messagesOf(context).map(({ externalId }) => externalId)).size).toBe(2);
    expect(messagesOf(context).map(({ trail }) => trail?.ids[0])).toEqual(
      Array(2).fill("<order-1@shop.example>"),
    );
  });

  test("what the hub itself sent does not come back to it, by the Sent folder or by the inbox", async () => {
    const { context, subjects } = stage.receive("eva", { watchSent: true, importDays: 1 });
    const id = messageIdOf(context.sign, key, "shop.example").slice(1, -1);
    const from = "eva@shop.example";
    const renamed = [`X-Switchboard-Message: <${id}>`];
    await stage.dovecot.append("eva", "Sent", [
      mailOf({ subject: "Sent", from, to: "ann@client.example", id }),
      mailOf({ subject: "Renamed", from, to: "ann@client.example", id: "by-exchange@x", fields: renamed }),
      mailOf({ subject: "By hand", from, to: "ann@client.example", id: "by-hand@x" }),
    ]);
    await stage.dovecot.append("eva", "INBOX", [
      mailOf({ subject: "Copy", from, id }),
      mailOf({ subject: "By somebody who has our id", id }),
    ]);
    await eventually(() => expect(subjects().toSorted()).toEqual(["By hand", "By somebody who has our id"]));
    for (const folder of ["INBOX", "Sent"])
      await eventually(async () =>
        expect(await readCursor(context, folder)).not.toHaveProperty("searchedBelow"),
      );
  });

  test("names and texts in every script arrive as they were written", async () => {
    const subject = "Заказ №5 – 注文 – طلب";
    const encoded = `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`;
    const fields = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"];
    await stage.dovecot.append("fay", "INBOX", [
      mailOf({ subject: encoded, body: "Где моя посылка?", fields }),
    ]);
    const { context } = stage.receive("fay", { importDays: 1 });
    await eventually(() =>
      expect(messagesOf(context)).toMatchObject([{ subject, text: "Где моя посылка?" }]),
    );
  });
});
