import { setTimeout as delay } from "node:timers/promises";
import { tailEvents } from "../server/events/tail.ts";
import { type Child, startChild } from "./child.ts";
import { type Bench, limitFigure, percentile, round } from "./figure.ts";
import { type BenchHub, benchSecret } from "./hub.ts";
import { type House, makeHouse } from "./realtime-people.ts";
import { type BareSocket, connectBare } from "./realtime-sockets.ts";

const teams = 10;
const agentsPerTeam = 20;
const perSecond = 100;
const warmUpSeconds = 15;
const seconds = 15;
const threads = 300;

/** A visitor's message over HTTP until it is on the sockets of the 20 agents, of 200, who see it. */
export const fanOut: Bench = {
  name: "visitor's message in → agents' sockets out",
  async run(hub) {
    const house = await makeHouse(hub, teams, agentsPerTeam);
    const ours = await withChild(startHubChild(hub), (child) => measureHub(child.said, house));
    const relay = await withChild(startChild("realtime-relay.ts"), (child) =>
      measureRelay(child.said, ours.frameLength),
    );
    return [50, 99].map((percent) => {
      const value = percentile(ours.latencies, percent);
      const baseline = percentile(relay.latencies, percent);
      return {
        name: `visitor's message in → agents' sockets out, p${percent}`,
        value: round(value),
        unit: "ms",
        baseline: round(baseline),
        ratio: round(value / baseline),
        target: "≤ 3 × a bare relay's + 15 ms",
        met: value <= 3 * baseline + 15,
      };
    });
  },
};

/** From the answer to a COMMIT until a reader of the log has its event; two processes write. */
export const commitToReader: Bench = {
  name: "commit → reader of the event log",
  async run(hub) {
    const read = new Map<unknown, number>();
    const tail = await tailEvents(hub.deps, {
      from: 0,
      onBatch(events) {
        const now = performance.timeOrigin + performance.now();
        for (const event of events) read.set(Reflect.get(event.data, "key"), now);
      },
    });
    const writers = await Promise.all(
      ["one", "two"].map((name) => startChild("realtime-writer.ts", hub.url, name)),
    );
    await delay(seconds * 1_000);
    const printed = await Promise.all(writers.map((writer) => writer.stop()));
    await delay(1_000);
    await tail.stop();
    const committed = printed.flatMap((text) => Object.entries<number>(JSON.parse(text)));
    // The reader may be told before the writer.
    const latencies = committed.map(([key, at]) =>
      Math.max(0, (read.get(key) ?? Number.POSITIVE_INFINITY) - at),
    );
    return [50, 99].map((percent) =>
      limitFigure(`commit → reader of the event log, p${percent}`, percentile(latencies, percent), "ms", 10),
    );
  },
};

export const memory: Bench = {
  name: "memory of the hub process",
  async run(hub) {
    const house = await makeHouse(hub, 20, 100);
    return await withChild(startHubChild(hub), async (child) => {
      await delay(60_000);
      const idle = child.memory();
      const sockets = await connectAll(child.said, house, () => () => {});
      for (const nth of Array(100).keys()) await post(child.said, house, nth, "Hello");
      await delay(5_000);
      const busy = child.memory();
      for (const socket of sockets) socket.close();
      return [
        limitFigure("memory of the hub process, idle", idle, "MB", 200),
        limitFigure("memory of the hub process, 2,000 sockets", busy, "MB", 450),
      ];
    });
  },
};

export const startHubChild = (hub: BenchHub) =>
  startChild("realtime-hub.ts", hub.url, hub.dataDir, benchSecret);

export async function withChild<T>(starting: Promise<Child>, work: (child: Child) => Promise<T>): Promise<T> {
  const child = await starting;
  try {
    return await work(child);
  } finally {
    await child.stop();
  }
}

interface Measured {
  latencies: number[];
  /** Characters in a frame that carried a message. */
  frameLength: number;
}

async function measureHub(url: string, house: House): Promise<Measured> {
  const measuring = createMeasuring();
  const sockets = await connectAll(url, house, measuring.listener);
  await measuring.run((nth, text) => post(url, house, nth, text));
  for (const socket of sockets) socket.close();
  return measuring.result();
}

export async function measureRelay(url: string, frameLength: number): Promise<Measured> {
  const measuring = createMeasuring();
  const sockets = await Promise.all(
    Array.from({ length: teams * agentsPerTeam }, (_, nth) =>
      connectBare(url, { auth: { room: nth % teams } }, measuring.listener()),
    ),
  );
  const sender = await connectBare(url, {}, () => {});
  const padding = "x".repeat(Math.max(0, frameLength - 40));
  await measuring.run(async (nth, text) => sender.emit("message", String(nth % teams), text + padding));
  for (const socket of [...sockets, sender]) socket.close();
  return measuring.result();
}

function connectAll(url: string, house: House, listener: () => (frame: string) => void) {
  const connect = ({ cookie }: House["agents"][number]): Promise<BareSocket> =>
    connectBare(url, { headers: { cookie } }, listener());
  return inChunks(house.agents, 20, connect);
}

export async function inChunks<T, R>(items: T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += size) {
    done.push(...(await Promise.all(items.slice(at, at + size).map(work))));
  }
  return done;
}

export async function post(url: string, house: House, nth: number, text: string): Promise<void> {
  const channel = house.channels[nth % house.channels.length]!;
  const visitor = `visitor ${nth % threads}`;
  const answer = await fetch(`${url}/api/v1/channels/${channel.id}/inbound`, {
    method: "POST",
    headers: { authorization: `Bearer ${channel.token}`, "content-type": "application/json" },
    body: JSON.stringify({
      type: "message",
      externalId: `message ${nth} ${text.slice(0, 20)}`,
      thread: visitor,
      from: { identity: { kind: "visitor", address: visitor }, name: visitor },
      text,
    }),
  });
  if (answer.status !== 202)
    throw new Error(`A message was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** Sends numbered messages at an even pace and hears, on any number of sockets, when each arrives. */
function createMeasuring() {
  const sentAt: number[] = [];
  const latencies: number[] = [];
  const lengths: number[] = [];
  const first = warmUpSeconds * perSecond;
  const total = first + seconds * perSecond;
  let missing = (total - first) * agentsPerTeam;

  /** Each socket counts a message once, however often its frames name it. */
  function listener() {
    const heard = new Set<number>();
    return (frame: string) => {
      const now = performance.now();
      for (const [, digits] of frame.matchAll(/§(\d+)§/g)) {
        const nth = Number(digits);
        if (heard.has(nth)) continue;
        heard.add(nth);
        if (nth < first) continue;
        latencies.push(now - (sentAt[nth] ?? Number.NaN));
        lengths.push(frame.length);
        missing--;
      }
    };
  }

  async function run(send: (nth: number, text: string) => Promise<void>) {
    const begun = performance.now();
    const sending: Promise<void>[] = [];
    for (let nth = 0; nth < total; nth++) {
      await delay(Math.max(0, begun + (nth * 1_000) / perSecond - performance.now()));
      sentAt[nth] = performance.now();
      sending.push(send(nth, `§${nth}§ ${"A visitor's question. ".repeat(9)}`));
    }
    await Promise.all(sending);
    for (let waited = 0; missing > 0 && waited < 10_000; waited += 50) await delay(50);
    if (missing !== 0) throw new Error(`${missing} deliveries did not arrive.`);
  }

  return { listener, run, result: () => ({ latencies, frameLength: percentile(lengths, 50) }) };
}
