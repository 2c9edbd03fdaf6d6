import { setTimeout as delay } from "node:timers/promises";
import { ImapFlow } from "imapflow";
import { startDovecot, type TestDovecot } from "../connectors/email/test-dovecot.ts";
import { channels, newId } from "../db/schema/index.ts";
import { defaultRules } from "../server/channels/default-rules.ts";
import { transact } from "../server/lib/transact.ts";
import { dovecotPath } from "../test/setup/parts.ts";
import { type Child, startChild } from "./child.ts";
import { type Bench, type Figure, limitFigure, median, ratioFigure } from "./figure.ts";
import type { BenchHub } from "./hub.ts";
import { mailOf } from "./mail-texts.ts";
import { startHubChild, withChild } from "./realtime.ts";
import { makeHouse } from "./realtime-people.ts";
import { connectBare } from "./realtime-sockets.ts";

const usual = 2_000;
const many = 20_000;
const alternations = 3;
const delivered = 60;

/** Fetches a mailbox of 2,000 mails into conversations, beside a loop that fetches and parses them. */
export const catchUp: Bench = {
  name: "mail: catching up with a mailbox",
  run: (hub) =>
    withMailbox(usual, async (dovecot) => {
      const bare: number[] = [];
      const ours: Fetched[] = [];
      for (let nth = 0; nth < alternations; nth++) {
        bare.push(await fetchBare(dovecot));
        ours.push(await fetchAll(hub, dovecot, usual));
      }
      const rate = median(ours.map(({ perSecond }) => perSecond));
      return [
        ratioFigure("mail: catching up with 2,000 mails", rate, median(bare), 0.7),
        memoryFigure(usual, Math.max(...ours.map(({ memory }) => memory))),
      ];
    }),
};

export const catchUpWithMany: Bench = {
  name: "mail: catching up with a mailbox of 20,000",
  isLarge: true,
  run: (hub) =>
    withMailbox(many, async (dovecot) => [memoryFigure(many, (await fetchAll(hub, dovecot, many)).memory)]),
};

/** From a mail's delivery until it is on an agent's socket, beside the time until imapflow tells of it. */
export const idle: Bench = {
  name: "mail: delivered → agent's socket",
  run: (hub) =>
    withMailbox(0, (dovecot) =>
      withChild(startHubChild(hub), async (child): Promise<Figure[]> => {
        const heard = new Map<string, number>();
        const bareHeard: number[] = [];
        const { agents } = await makeHouse(hub, 1, 1);
        const socket = await connectBare(
          child.said,
          { headers: { cookie: agents[0]?.cookie ?? "" } },
          (frame) => {
            for (const [, nth = ""] of frame.matchAll(/§(\d+)§/g))
              if (!heard.has(nth)) heard.set(nth, performance.now());
          },
        );
        await connect(hub, dovecot);
        await until(async () => (await fetchedAt(hub)) !== null);
        const watcher = await watch(dovecot, () => bareHeard.push(performance.now()));
        const latencies: number[] = [];
        const bare: number[] = [];
        for (let nth = 0; nth < delivered; nth++) {
          await dovecot.deliver("bench", mailOf(nth));
          const at = performance.now();
          await until(async () => heard.has(String(nth)) && bareHeard.length > nth);
          latencies.push((heard.get(String(nth)) ?? Number.NaN) - at);
          bare.push((bareHeard[nth] ?? Number.NaN) - at);
        }
        watcher.close();
        socket.close();
        return [
          limitFigure("mail: delivered → agent's socket, p50", median(latencies), "ms", 1_000, median(bare)),
        ];
      }),
    ),
};

async function withMailbox(
  count: number,
  work: (dovecot: TestDovecot) => Promise<Figure[]>,
): Promise<Figure[]> {
  const program = dovecotPath();
  if (!program) {
    console.log("  left out: Dovecot is not installed");
    return [];
  }
  const dovecot = await startDovecot(program);
  try {
    await dovecot.withClient("bench", async (client) => {
      for (let nth = 0; nth < count; nth++) await client.append("INBOX", Buffer.from(mailOf(nth)));
    });
    return await work(dovecot);
  } finally {
    await dovecot.stop();
  }
}

async function fetchBare(dovecot: TestDovecot): Promise<number> {
  const child = await startChild(
    "mail-bare.ts",
    String(dovecot.imapPort),
    dovecot.settingsFor("bench").address,
  );
  await child.stop();
  return Number(child.said);
}

interface Fetched {
  perSecond: number;
  /** The most that the hub's process held, in MB. */
  memory: number;
}

/** A hub of its own and a channel that is new to it. */
function fetchAll(hub: BenchHub, dovecot: TestDovecot, count: number): Promise<Fetched> {
  return withChild(startHubChild(hub), async (child: Child) => {
    await delay(3_000);
    const startedAt = performance.now();
    const channelId = await connect(hub, dovecot, { importDays: 3_650 });
    let memory = 0;
    await until(async () => {
      memory = Math.max(memory, child.memory());
      // Beside what it measures, so by an index alone: all that was accepted, but for what still waits.
      const { rows } = await hub.deps.pool.query(
        `select (select count(*) from inbound where channel_id = $1)::int
          - (select count(*) from inbound_waiting)::int as count`,
        [channelId],
      );
      return rows[0].count >= count;
    }, 250);
    const took = performance.now() - startedAt;
    await hub.deps.pool.query("update channels set archived_at = now() where id = $1", [channelId]);
    return { perSecond: (count / took) * 1_000, memory };
  });
}

async function connect(
  hub: BenchHub,
  dovecot: TestDovecot,
  more: { importDays?: number } = {},
): Promise<string> {
  const { password, ...settings } = dovecot.settingsFor("bench");
  const id = newId();
  await transact(hub.deps, async (tx) => {
    await tx.db.insert(channels).values({
      id,
      connector: "email",
      name: "Mailbox",
      letters: true,
      settings: { ...settings, ...more },
      secrets: hub.deps.sealer.seal(JSON.stringify({ password })),
      rules: defaultRules,
    });
    tx.append({ type: "channel.created", data: { channelId: id } });
  });
  return id;
}

async function fetchedAt(hub: BenchHub): Promise<Date | null> {
  const { rows } = await hub.deps.pool.query("select max(fetched_at) as at from channels");
  return rows[0].at;
}

/** Tells of each mail that the server says is new. */
async function watch(dovecot: TestDovecot, onNew: () => void): Promise<ImapFlow> {
  const { imapPort: port } = dovecot;
  const auth = { user: dovecot.settingsFor("bench").address, pass: "secret" };
  const client = new ImapFlow({
    host: "127.0.0.1",
    port,
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen("INBOX", { readOnly: true });
  client.on("exists", onNew);
  void client.idle();
  return client;
}

async function until(isSo: () => Promise<boolean>, everyMs = 5): Promise<void> {
  while (!(await isSo())) await delay(everyMs);
}

const memoryFigure = (count: number, value: number) =>
  limitFigure(`mail: memory while catching up with ${count.toLocaleString("en")} mails`, value, "MB", 250);
