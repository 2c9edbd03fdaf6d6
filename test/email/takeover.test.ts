import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startDovecot, type TestDovecot } from "../../connectors/email/test-dovecot.ts";
import { eventually } from "../eventually.ts";
import { makeChannel, type TestHub, testHub } from "../factories.ts";
import { type Script, startScript } from "../script.ts";
import { dovecotPath } from "../setup/parts.ts";

const program = dovecotPath();
const count = 300;

describe.skipIf(!program)("a mailbox of two nodes", () => {
  let hub: TestHub;
  let dovecot: TestDovecot;
  let folder: string;
  const nodes: Script[] = [];
  beforeAll(async () => {
    hub = await testHub();
    dovecot = await startDovecot(program ?? "");
    folder = await mkdtemp(join(tmpdir(), "switchboard-mail-"));
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.kill()));
    await hub.deps.pool.query("update channels set archived_at = now()");
  });
  afterAll(async () => {
    await hub.close();
    await dovecot.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start() {
    const node = startScript(join(import.meta.dirname, "node.ts"), hub.url, folder);
    nodes.push(node);
    await node.says("ready");
    return node;
  }

  test.each([
    ["dies", (node: Script) => node.kill()],
    ["hangs", async (node: Script) => void node.process.kill("SIGSTOP")],
  ])("is taken over, amid its mails, when the one that has it %s, and each mail is there once", async (how, strike) => {
    const mails = Array.from({ length: count }, (_, nth) => mail(`${how}-${nth}`));
    await dovecot.append(how, "INBOX", mails);
    const channelId = await connect(how);
    const first = await start();
    await eventually(async () => expect(await subjects(channelId)).not.toEqual([]), { withinMs: 60_000 });
    await strike(first);
    const late = await subjects(channelId);
    expect(late.length).toBeLessThan(count);
    await start();
    await eventually(async () => expect(await subjects(channelId)).toHaveLength(count), {
      withinMs: 100_000,
    });
    first.process.kill("SIGCONT");
    await dovecot.deliver(how, mail(`${how}-${count}`));
    await eventually(async () => expect(await subjects(channelId)).toContain(`${how}-${count}`), {
      withinMs: 60_000,
    });
    const expected = Array.from({ length: count + 1 }, (_, nth) => `${how}-${nth}`);
    expect((await subjects(channelId)).toSorted()).toEqual(expected.toSorted());
  });

  async function connect(user: string) {
    const { password, ...settings } = dovecot.settingsFor(user);
    const channel = await makeChannel(hub, {
      connector: "email",
      letters: true,
      settings: { ...settings, importDays: 3_650 },
      secrets: hub.deps.sealer.seal(JSON.stringify({ password })),
    });
    return channel.id;
  }

  async function subjects(channelId: string): Promise<string[]> {
    const { rows } = await hub.deps.pool.query<{ subject: string }>(
      `select l.subject from letters l join interactions i on i.id = l.interaction_id
      join conversations c on c.id = i.conversation_id where c.channel_id = $1`,
      [channelId],
    );
    return rows.map(({ subject }) => subject);
  }
});

const mail = (name: string) =>
  [
    `From: ${name}@out.example`,
    "To: help@shop.example",
    `Subject: ${name}`,
    `Message-ID: <${name}@out.example>`,
    "Date: Fri, 20 Nov 2026 09:00:00 +0000",
    "",
    `This is ${name}. `.repeat(200),
    "",
  ].join("\r\n");
