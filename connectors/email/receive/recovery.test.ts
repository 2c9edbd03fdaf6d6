import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import { dovecotPath } from "../../../test/setup/parts.ts";
import { createFakeContext } from "../fake-context.ts";
import { readCursor } from "./cursor.ts";
import { mailOf, mails, numbers, type Stage, setStage, startMiserly } from "./test-stage.ts";

const program = dovecotPath();

describe.skipIf(!program)("a mailbox whose server fails", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(program ?? "");
  });
  afterAll(() => stage.end());

  test("killed and started again in the middle of 500 mails, it gives each once, in order", async () => {
    await stage.dovecot.append("ann", "INBOX", mails(500));
    const context = createFakeContext({ ...stage.dovecot.settingsFor("ann"), importDays: 1 });
    const { receive } = context;
    context.receive = async (inbound) => {
      if (context.received.length === 100) await stage.dovecot.kill();
      return receive(inbound);
    };
    const { subjects } = stage.receiveInto(context);
    await eventually(() => expect(context.reports.at(-1)?.error).toBeTypeOf("string"));
    expect(context.received.length).toBeLessThan(500);
    await stage.dovecot.start();
    await eventually(() => expect(subjects()).toEqual(numbers(500)));
    expect(context.duplicates).toBe(0);
    await eventually(async () => expect(await readCursor(context, "INBOX")).toMatchObject({ lastUid: 500 }));
  });

  test("hanging up after every so many bytes, it still gives all there is, each once", async () => {
    await stage.dovecot.append("ben", "INBOX", mails(200));
    const miserly = await startMiserly(stage.dovecot.imapPort, 30_000);
    const { context, subjects, stop } = stage.receive("ben", { importDays: 1, imapPort: miserly.port });
    await eventually(() => expect(subjects()).toEqual(numbers(200)));
    expect(miserly.connections()).toBeGreaterThan(5);
    expect(context.duplicates).toBe(0);
    await stop();
    await miserly.stop();
  });

  test("saying nothing any longer, it is noticed, told of, and left for a new connection", async () => {
    const { context, subjects } = stage.receive("cem", {}, { quietMs: 200, floorMs: 100 });
    await eventually(() => expect(context.reports).not.toEqual([]));
    stage.dovecot.freeze();
    try {
      await eventually(() => expect(context.reports.at(-1)?.error).toBeTypeOf("string"));
    } finally {
      stage.dovecot.thaw();
    }
    await stage.dovecot.deliver("cem", mailOf({ subject: "Awake", id: "1@x" }));
    await eventually(() => expect(subjects()).toEqual(["Awake"]));
    await eventually(() => expect(context.reports.at(-1)).not.toHaveProperty("error"));
  });

  test("when it calls its mails by other numbers, all are looked at again and the missed ones received", async () => {
    const first = stage.receive("dia", { importDays: 1 });
    await stage.dovecot.append("dia", "INBOX", mails(5));
    await eventually(() => expect(first.subjects()).toEqual(numbers(5)));
    await first.stop();
    await stage.dovecot.append("dia", "INBOX", mails(7).slice(5));
    stage.dovecot.changeUidValidity("dia");
    const second = stage.receiveInto(first.context);
    await eventually(() => expect(second.subjects().toSorted()).toEqual(numbers(7)));
    expect(first.context.duplicates).toBe(5);
  });

  test("nothing from before it was connected comes by that", async () => {
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    await stage.dovecot.append("jon", "INBOX", mails(2), twoHoursAgo);
    const first = stage.receive("jon");
    await eventually(() => expect(first.context.reports).not.toEqual([]));
    await stage.dovecot.append("jon", "INBOX", mails(3).slice(2));
    await eventually(() => expect(first.subjects()).toEqual(["3"]));
    await first.stop();
    stage.dovecot.changeUidValidity("jon");
    await stage.dovecot.append("jon", "INBOX", mails(4).slice(3));
    const second = stage.receiveInto(first.context);
    await eventually(() => expect(second.subjects()).toEqual(["3", "4"]));
    await eventually(async () => {
      expect(await readCursor(first.context, "INBOX")).not.toHaveProperty("searchedBelow");
    });
    expect(second.subjects()).toEqual(["3", "4"]);
  });

  test("the same while it is connected", async () => {
    const { context, subjects } = stage.receive("eva", {}, { floorMs: 50 });
    await eventually(() => expect(context.reports).not.toEqual([]));
    await stage.dovecot.append("eva", "INBOX", mails(3));
    await eventually(() => expect(subjects()).toEqual(numbers(3)));
    stage.dovecot.changeUidValidity("eva");
    await stage.dovecot.append("eva", "INBOX", mails(4).slice(3));
    await eventually(() => expect(subjects()).toEqual(numbers(4)));
  });

  test("a folder that was deleted and made anew is received from the beginning", async () => {
    await stage.dovecot.append("fay", "Orders", mails(3));
    const folders = ["INBOX", "Orders"];
    const { subjects } = stage.receive("fay", { folders, importDays: 1 }, { floorMs: 50 });
    await eventually(() => expect(subjects()).toEqual(numbers(3)));
    await stage.dovecot.withClient("fay", (client) => client.mailboxDelete("Orders"));
    await stage.dovecot.append("fay", "Orders", mails(5).slice(3));
    await eventually(() => expect(subjects()).toEqual(numbers(5)));
  });

  test("a node that has lost its turn fetches nothing until it has it again", async () => {
    const { context, subjects } = stage.receive("gil");
    await eventually(() => expect(context.reports).not.toEqual([]));
    context.isSuperseded = true;
    await stage.dovecot.deliver("gil", mailOf({ subject: "First", id: "1@x" }));
    await eventually(() => expect(context.warnings).not.toEqual([]));
    const reports = context.reports.length;
    await stage.dovecot.deliver("gil", mailOf({ subject: "Second", id: "2@x" }));
    const warnings = context.warnings.length;
    await eventually(() => expect(context.warnings.length).toBeGreaterThan(warnings + 3));
    expect(subjects()).toEqual(["First"]);
    expect(context.reports).toHaveLength(reports);
    context.isSuperseded = false;
    await eventually(() => expect(subjects()).toEqual(["First", "Second"]));
  });

  test("a hub that takes nothing for a while gets all of it afterwards", async () => {
    await stage.dovecot.append("hal", "INBOX", mails(40));
    const context = createFakeContext({ ...stage.dovecot.settingsFor("hal"), importDays: 1 });
    const { receive } = context;
    let refusals = 0;
    context.receive = async (inbound) => {
      if (context.received.length === 20 && refusals++ < 60) throw new Error("The database is away.");
      return receive(inbound);
    };
    const { subjects } = stage.receiveInto(context);
    await eventually(() => expect(subjects()).toHaveLength(40));
    expect(subjects().toSorted()).toEqual(numbers(40).toSorted());
    expect(context.reports.map(({ error }) => error)).toContain("The database is away.");
  });

  test("stopping ends at once, also while the server says nothing", async () => {
    const { context, stop } = stage.receive("ida", {}, { floorMs: 50 });
    await eventually(() => expect(context.reports).not.toEqual([]));
    stage.dovecot.freeze();
    try {
      await stop();
    } finally {
      stage.dovecot.thaw();
    }
  });
});
