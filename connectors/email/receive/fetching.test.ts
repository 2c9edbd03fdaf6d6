import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../../test/eventually.ts";
import { dovecotPath } from "../../../test/setup/parts.ts";
import { createFakeContext } from "../fake-context.ts";
import { catchUp } from "./catch-up.ts";
import { readCursor } from "./cursor.ts";
import { openFolder } from "./open-folder.ts";
import { createParts } from "./receiver.ts";
import { hangUp, startRefusing } from "./test-refusing.ts";
import { mailOf, mails, messagesOf, numbers, type Stage, setStage } from "./test-stage.ts";

const program = dovecotPath();
const since = new Date(0);

describe.skipIf(!program)("fetching", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(program ?? "");
  });
  afterAll(() => stage.end());

  const deleteMail = (user: string, uid: number) =>
    stage.dovecot.withClient(user, async (client) => {
      await client.mailboxOpen("INBOX");
      await client.messageDelete(`${uid}`, { uid: true });
    });

  /** Catches up over a connection of its own; `meddle` gets that and may do to it what it likes. */
  const catchUpOnce = (
    user: string,
    context: ReturnType<typeof createFakeContext>,
    meddle: (client: Parameters<typeof openFolder>[1]) => void,
  ) =>
    stage.dovecot.withClient(user, async (client) => {
      const parts = createParts(context, {}, AbortSignal.timeout(60_000));
      const cursor = await openFolder(context, client, "INBOX");
      meddle(client);
      await catchUp(parts, { client, folder: { path: "INBOX", isSent: false }, since, cursor });
    });

  test("when the connection ends while one mail is missing, none of those behind it is passed over", async () => {
    await stage.dovecot.append("ann", "INBOX", mails(450));
    const context = createFakeContext({ ...stage.dovecot.settingsFor("ann"), importDays: 1 });
    const { receive } = context;
    let close = () => {};
    context.receive = async (inbound) => {
      if (context.received.length === 60) close();
      return receive(inbound);
    };
    const work = catchUpOnce("ann", context, (client) => {
      close = () => client.close();
      const { fetchAll } = client;
      client.fetchAll = async (...given) => {
        const listed = await fetchAll.apply(client, given);
        await deleteMail("ann", 5);
        return listed;
      };
    });
    await expect(work).rejects.toThrow("connection");
    const missing = numbers(450).filter((number) => number !== "5");
    const { subjects } = stage.receiveInto(context);
    await eventually(() => expect(subjects()).toEqual(missing));
    expect(context.duplicates).toBe(0);
  });

  test("a connection that ended before anything was fetched moves nothing", async () => {
    await stage.dovecot.append("ben", "INBOX", mails(3));
    const context = createFakeContext({ ...stage.dovecot.settingsFor("ben"), importDays: 1 });
    const work = catchUpOnce("ben", context, (client) => {
      const { fetchAll } = client;
      client.fetchAll = (...given) => {
        client.close();
        return fetchAll.apply(client, given);
      };
    });
    await expect(work).rejects.toThrow("connection");
    const { subjects } = stage.receiveInto(context);
    await eventually(() => expect(subjects()).toEqual(numbers(3)));
  });

  test("a server that does not say its next UID gives what is there and what comes then", async () => {
    await stage.dovecot.append("hal", "INBOX", mails(3));
    const next = /^\* OK \[UIDNEXT .*\r\n/m;
    const silent = await startRefusing(stage.dovecot.imapPort, () => undefined, next);
    const { context, subjects, stop } = stage.receive("hal", { importDays: 1, imapPort: silent.port });
    await eventually(async () =>
      expect(await readCursor(context, "INBOX")).toEqual({ uidValidity: expect.any(String), lastUid: 3 }),
    );
    await stage.dovecot.deliver("hal", mailOf({ subject: "4", id: "4@x" }));
    await eventually(() => expect(subjects()).toEqual(numbers(4)));
    await stop();
    await silent.stop();
  });

  test("nor is anything received again where the newest was deleted meanwhile", async () => {
    await stage.dovecot.append("ida", "INBOX", mails(3));
    const next = /^\* OK \[UIDNEXT .*\r\n/m;
    const silent = await startRefusing(stage.dovecot.imapPort, () => undefined, next);
    const first = stage.receive("ida", { importDays: 1, imapPort: silent.port });
    await eventually(async () =>
      expect(await readCursor(first.context, "INBOX")).toMatchObject({ lastUid: 3 }),
    );
    await first.stop();
    await deleteMail("ida", 3);
    await stage.dovecot.deliver("ida", mailOf({ subject: "4", id: "4@x" }));
    const second = stage.receiveInto(first.context);
    await eventually(() => expect(second.subjects()).toEqual(numbers(4)));
    expect(first.context.duplicates).toBe(0);
    await second.stop();
    await silent.stop();
  });

  test("a mail that its server refuses again and again is set aside, and the others are received in order", async () => {
    await stage.dovecot.append("cem", "INBOX", mails(4));
    const refusing = await startRefusing(stage.dovecot.imapPort, (command) =>
      / UID FETCH (?:2|[12]:4) .*BODY/.test(command) ? "This one is broken." : undefined,
    );
    const { context, subjects, stop } = stage.receive("cem", { importDays: 1, imapPort: refusing.port });
    await eventually(() => expect(subjects()).toEqual(["1", "3", "4"]));
    expect(context.received[1]).toMatchObject({ type: "unreadable", reason: "This one is broken." });
    expect(context.reports.map(({ error }) => error)).toContain("This one is broken.");
    await stop();
    await refusing.stop();
  });

  test.each([
    ["hangs up", "joe", hangUp],
    ["stumbles", "kim", "[SERVERBUG] Oh."],
  ] as const)("a mail at which the server %s each time is set aside, and no other", async (_, user, answer) => {
    await stage.dovecot.append(user, "INBOX", mails(4));
    const fails = await startRefusing(stage.dovecot.imapPort, (command) =>
      / UID FETCH (?:3|[123]:4) .*BODY/.test(command) ? answer : undefined,
    );
    const { context, subjects, stop } = stage.receive(user, { importDays: 1, imapPort: fails.port });
    await eventually(() => expect(subjects()).toEqual(["1", "2", "4"]));
    expect(context.received[2]).toMatchObject({
      type: "unreadable",
      reason: expect.stringContaining("each time"),
    });
    expect(context.received).toHaveLength(4);
    await stop();
    await fails.stop();
  });

  test("also where it is the newest, by which one would else look whether the server gives others", async () => {
    await stage.dovecot.append("mia", "INBOX", mails(3));
    const fails = await startRefusing(stage.dovecot.imapPort, (command) =>
      / FETCH (?:3|[123]:3) .*BODY/.test(command) ? hangUp : undefined,
    );
    const { context, subjects, stop } = stage.receive("mia", { importDays: 1, imapPort: fails.port });
    await eventually(() => expect(context.received).toHaveLength(3));
    expect(subjects()).toEqual(["1", "2"]);
    await stop();
    await fails.stop();
  });

  test("a line that breaks under whatever is large costs no more than one", async () => {
    await stage.dovecot.append("nia", "INBOX", mails(4));
    let isBad = true;
    const bad = await startRefusing(stage.dovecot.imapPort, (command) =>
      isBad && / FETCH .*BODY.*<0\.\d{5,}>/.test(command) ? hangUp : undefined,
    );
    const { context, subjects, stop } = stage.receive("nia", { importDays: 1, imapPort: bad.port });
    await eventually(() => expect(bad.connections()).toBeGreaterThan(12));
    expect(context.received).toMatchObject([{ type: "unreadable" }]);
    isBad = false;
    await eventually(() => expect(subjects()).toEqual(["2", "3", "4"]));
    await stop();
    await bad.stop();
  });

  test("one at which the server hangs up together with all others is none of them", async () => {
    await stage.dovecot.append("leo", "INBOX", mails(3));
    let isAway = true;
    const away = await startRefusing(stage.dovecot.imapPort, (command) =>
      isAway && / FETCH .*BODY/.test(command) ? hangUp : undefined,
    );
    const { context, subjects, stop } = stage.receive("leo", { importDays: 1, imapPort: away.port });
    await eventually(() => expect(away.connections()).toBeGreaterThan(8));
    isAway = false;
    await eventually(() => expect(subjects()).toEqual(numbers(3)));
    expect(context.received).toHaveLength(3);
    await stop();
    await away.stop();
  });

  test("a server that gives no mail for a while loses none", async () => {
    const words = [
      "Try later.",
      "[UNAVAILABLE] Not now.",
      "[INUSE] Not now.",
      "[LIMIT] Not now.",
      "[SERVERBUG] Oh.",
    ];
    await stage.dovecot.append("dia", "INBOX", mails(6));
    let isAway = true;
    let refusals = 0;
    const refusing = await startRefusing(stage.dovecot.imapPort, (command) =>
      isAway && / FETCH .*BODY/.test(command) ? words[refusals++ % words.length] : undefined,
    );
    const { context, subjects, stop } = stage.receive("dia", { importDays: 1, imapPort: refusing.port });
    await eventually(() => expect(refusing.connections()).toBeGreaterThan(8));
    isAway = false;
    await eventually(() => expect(subjects()).toEqual(numbers(6)));
    expect(context.received).toHaveLength(6);
    await stop();
    await refusing.stop();
  });

  test("nor does one that says of single mails that it cannot give them now", async () => {
    await stage.dovecot.append("eva", "INBOX", mails(5));
    let isAway = true;
    const refusing = await startRefusing(stage.dovecot.imapPort, (command) =>
      isAway && / UID FETCH (?:3|[1-3]:5) .*BODY/.test(command) ? "[UNAVAILABLE] Not now." : undefined,
    );
    const { context, subjects, stop } = stage.receive("eva", { importDays: 1, imapPort: refusing.port });
    await eventually(() => expect(refusing.connections()).toBeGreaterThan(6));
    isAway = false;
    await eventually(() => expect(subjects()).toEqual(numbers(5)));
    expect(context.received).toHaveLength(5);
    await stop();
    await refusing.stop();
  });

  test("several in a row that are refused are no broken mails", async () => {
    await stage.dovecot.append("fay", "INBOX", mails(6));
    let isAway = true;
    const refusing = await startRefusing(stage.dovecot.imapPort, (command) =>
      isAway && / UID FETCH (?:[234]|[1-3]:6) .*BODY/.test(command) ? "Try later." : undefined,
    );
    const { context, subjects, stop } = stage.receive("fay", { importDays: 1, imapPort: refusing.port });
    await eventually(() => expect(refusing.connections()).toBeGreaterThan(6));
    isAway = false;
    await eventually(() => expect(subjects()).toEqual(numbers(6)));
    expect(context.received).toHaveLength(6);
    await stop();
    await refusing.stop();
  });

  test("one that is broken and alone waits until the server gives another", async () => {
    await stage.dovecot.append("gil", "INBOX", mails(1));
    const refusing = await startRefusing(stage.dovecot.imapPort, (command) =>
      / UID FETCH (?:1|1:2) .*BODY/.test(command) ? "This one is broken." : undefined,
    );
    const { context, subjects, stop } = stage.receive("gil", { importDays: 1, imapPort: refusing.port });
    await eventually(() => expect(refusing.connections()).toBeGreaterThan(4));
    expect(context.received).toEqual([]);
    await stage.dovecot.deliver("gil", mailOf({ subject: "2", id: "2@x" }));
    await eventually(() => expect(subjects()).toEqual(["2"]));
    expect(context.received[0]).toMatchObject({ type: "unreadable" });
    expect(messagesOf(context)).toHaveLength(1);
    await stop();
    await refusing.stop();
  });
});
