import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import { dovecotPath } from "../../../test/setup/parts.ts";
import { readCursor } from "./cursor.ts";
import { mailOf, mails, messagesOf, numbers, type Stage, setStage } from "./test-stage.ts";

const program = dovecotPath();

describe.skipIf(!program)("receiving a mailbox", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(program ?? "");
  });
  afterAll(() => stage.end());

  test("what is delivered arrives without anybody asking for it, and nothing from before", async () => {
    await stage.dovecot.deliver("ann", mailOf({ subject: "Before", id: "0@client.example" }));
    const { context, subjects } = stage.receive("ann");
    await eventually(() => expect(context.reports).not.toEqual([]));
    await stage.dovecot.deliver("ann", mailOf({ subject: "Now", id: "1@client.example" }));
    await eventually(() => expect(subjects()).toEqual(["Now"]));
    expect(messagesOf(context)[0]).toMatchObject({
      from: { identity: { kind: "email", address: "ann@client.example" }, name: "Ann" },
      text: "Where is my parcel?",
      trail: { ids: ["<1@client.example>"], topic: "now", isAnswer: false },
    });
    const [raw] = messagesOf(context)[0]?.files ?? [];
    expect(raw).toMatchObject({ place: "raw", contentType: "message/rfc822" });
    expect(Buffer.from(context.files.get(raw?.id ?? "")?.bytes ?? []).toString()).toContain(
      "Subject: Now\r\n",
    );
  });

  test("what came while it was away is received when it is back, each once and in order", async () => {
    const first = stage.receive("ben");
    await eventually(() => expect(first.context.reports).not.toEqual([]));
    await first.stop();
    await stage.dovecot.append("ben", "INBOX", mails(30));
    const second = stage.receiveInto(first.context);
    await eventually(() => expect(second.subjects()).toEqual(numbers(30)));
    await eventually(async () =>
      expect(await readCursor(first.context, "INBOX")).toMatchObject({ lastUid: 30 }),
    );
    expect(first.context.duplicates).toBe(0);
  });

  test("another mailbox in the same channel begins anew", async () => {
    const first = stage.receive("ivy");
    await eventually(() => expect(first.context.reports).not.toEqual([]));
    await first.stop();
    await stage.dovecot.append("jan", "INBOX", mails(2));
    Object.assign(first.context.settings, stage.dovecot.settingsFor("jan"));
    const reports = first.context.reports.length;
    const second = stage.receiveInto(first.context);
    await eventually(() => expect(first.context.reports.length).toBeGreaterThan(reports));
    await stage.dovecot.append("jan", "INBOX", mails(3).slice(2));
    await eventually(() => expect(second.subjects()).toEqual(["3"]));
  });

  test("the same mailbox on another server goes on, and nothing that came meanwhile is passed over", async () => {
    const first = stage.receive("kim");
    await eventually(() => expect(first.context.reports).not.toEqual([]));
    await stage.dovecot.append("kim", "INBOX", mails(1));
    await eventually(() => expect(first.subjects()).toEqual(["1"]));
    await first.stop();
    await stage.dovecot.append("kim", "INBOX", mails(3).slice(1));
    first.context.settings.imapHost = "localhost";
    const second = stage.receiveInto(first.context);
    await eventually(() => expect(second.subjects()).toEqual(numbers(3)));
  });

  test("the last days are imported where that is asked for, and no older ones", async () => {
    const longAgo = new Date(Date.now() - 40 * 86_400_000);
    await stage.dovecot.append("cem", "INBOX", [mailOf({ subject: "Old", id: "old@x" })], longAgo);
    await stage.dovecot.append("cem", "INBOX", mails(2));
    await stage.dovecot.append("cem", "INBOX", [mailOf({ subject: "Old, too", id: "old2@x" })], longAgo);
    const { context, subjects } = stage.receive("cem", { importDays: 7 });
    await eventually(async () => expect(await readCursor(context, "INBOX")).toMatchObject({ lastUid: 4 }));
    expect(subjects()).toEqual(["1", "2"]);
    expect(await readCursor(context, "INBOX")).not.toHaveProperty("searchedBelow");
  });

  test("a mail moved between watched folders arrives once", async () => {
    const times = { floorMs: 50 };
    await stage.dovecot.append("dia", "Orders", []);
    const { context, subjects } = stage.receive("dia", { folders: ["INBOX", "Orders"] }, times);
    await eventually(async () => expect(await readCursor(context, "Orders")).toBeDefined());
    await stage.dovecot.deliver("dia", mailOf({ id: "m@client.example" }));
    await eventually(() => expect(subjects()).toHaveLength(1));
    await stage.dovecot.withClient("dia", async (client) => {
      await client.mailboxOpen("INBOX");
      await client.messageMove("1", "Orders", { uid: true });
    });
    await eventually(() => expect(context.duplicates).toBe(1));
    expect(subjects()).toHaveLength(1);
  });

  test("more folders than it may have connections are all received", async () => {
    const folders = ["INBOX", "One", "Two", "Three", "Four", "Fünf"];
    for (const folder of folders) await stage.dovecot.append("eva", folder, []);
    const { context, subjects } = stage.receive("eva", { folders }, { roundMs: 50 });
    await eventually(() => expect(context.reports).not.toEqual([]));
    for (const folder of folders)
      await stage.dovecot.append("eva", folder, [
        mailOf({ subject: folder, id: `${folder}@client.example` }),
      ]);
    await eventually(() => expect(subjects().toSorted()).toEqual(folders.toSorted()));
  });

  test("a folder that is not there is named, holds up no other, and is received once it is made", async () => {
    const { context, subjects } = stage.receive("fay", { folders: ["INBOX", "Later"] }, { floorMs: 50 });
    await eventually(() =>
      expect(context.reports.map(({ error }) => error)).toContainEqual(expect.stringContaining("Later")),
    );
    await stage.dovecot.append("fay", "INBOX", [mailOf({ subject: "Here", id: "1@x" })]);
    await eventually(() => expect(subjects()).toEqual(["Here"]));
    await stage.dovecot.append("fay", "Later", [mailOf({ subject: "There", id: "2@x" })]);
    await eventually(() => expect(subjects()).toEqual(["Here", "There"]));
    await eventually(() => expect(context.reports.at(-1)).not.toHaveProperty("error"));
  });

  test("nothing is marked, moved or deleted", async () => {
    await stage.dovecot.append("gil", "INBOX", mails(3));
    const { subjects } = stage.receive("gil", { importDays: 1 });
    await eventually(() => expect(subjects()).toEqual(numbers(3)));
    await stage.dovecot.withClient("gil", async (client) => {
      await client.mailboxOpen("INBOX");
      const flags = await client.fetchAll("1:*", { flags: true });
      expect(flags.map((mail) => [...(mail.flags ?? [])].filter((flag) => flag !== "\\Recent"))).toEqual([
        [],
        [],
        [],
      ]);
    });
  });

  test("an answer sent from a mail program is received as one of ours", async () => {
    await stage.dovecot.append("hal", "Sent", []);
    const { context, subjects } = stage.receive("hal", { watchSent: true });
    await eventually(async () => expect(await readCursor(context, "Sent")).toBeDefined());
    const fields = ["In-Reply-To: <1@client.example>"];
    const from = "Help <hal@shop.example>";
    const to = "hal@shop.example, Ann <ann@client.example>";
    await stage.dovecot.append("hal", "Sent", [
      mailOf({ subject: "To ourselves", from, to: "hal@shop.example", id: "s0@shop.example" }),
      mailOf({ subject: "Re: A question", from, to, fields, id: "s1@shop.example" }),
    ]);
    await eventually(() => expect(subjects()).toEqual(["Re: A question"]));
    expect(messagesOf(context)[0]).toMatchObject({
      direction: "out",
      from: { identity: { kind: "email", address: "ann@client.example" }, name: "Ann" },
      trail: { references: ["<1@client.example>"], topic: "a question", isAnswer: true },
    });
  });

  test("the same counts as our answer when a copy of it came to the inbox first", async () => {
    await stage.dovecot.append("lea", "Sent", []);
    const { context } = stage.receive("lea", { watchSent: true });
    await eventually(async () => expect(await readCursor(context, "Sent")).toBeDefined());
    const copied = mailOf({ from: "lea@shop.example", to: "ann@client.example", id: "s2@shop.example" });
    await stage.dovecot.deliver("lea", copied);
    await eventually(() => expect(messagesOf(context)).toHaveLength(1));
    await stage.dovecot.append("lea", "Sent", [copied]);
    await eventually(() => expect(messagesOf(context)).toHaveLength(2));
    expect(messagesOf(context).map(({ direction, from }) => [direction, from.identity.kind])).toEqual([
      [undefined, "unverified-email"],
      ["out", "email"],
    ]);
  });
});
