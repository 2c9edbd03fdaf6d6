import { setTimeout as delay } from "node:timers/promises";
import { createAccept } from "../server/ingest/accept.ts";
import { createIngest, type Ingest } from "../server/ingest/create-ingest.ts";
import { makeEntry } from "../server/ingest/entry.ts";
import { openConnection } from "../server/lib/lookup-connection.ts";
import { startWorker } from "../server/lib/worker.ts";
import { followLog } from "../server/search/follow-log.ts";
import { bareCommits, bareInserts } from "./bare-inserts.ts";
import { type Bench, limitFigure, median, percentile, ratioFigure } from "./figure.ts";
import type { BenchHub } from "./hub.ts";
import { introduce, type Load, makeLoad, produce } from "./load.ts";

const alternations = 3;
const seconds = 3;
/** So long that a single pause of the process is less than a hundredth of it. */
const pacedMs = 20_000;

export const accepting: Bench = {
  name: "accept, in process",
  async run(hub) {
    const load = await makeLoad(hub);
    const connections = [
      openConnection(hub.deps, "bench accept 1"),
      openConnection(hub.deps, "bench accept 2"),
    ] as const;
    const { take } = createAccept(hub.deps, [...connections], () => {});
    const accept: Ingest["accept"] = async (channelId, inbound) =>
      take(makeEntry(channelId, inbound, new Date()));
    await introduce(load, accept);
    const { rate, baseline } = await alternate(
      hub,
      async () => (await produce(load, accept, seconds)) / seconds,
    );
    await Promise.all(connections.map((connection) => connection.stop()));
    return [ratioFigure("accept, in process", rate, baseline, 1.5)];
  },
};

export const processing: Bench = {
  name: "accept and process, in process",
  async run(hub) {
    const load = await makeLoad(hub);
    const latencies = createLatencies();
    const ingest = createIngest(hub.deps, {
      onProcessed: (items) => {
        for (const { id } of items) latencies.processed(id);
      },
    });
    await ingest.start();
    const worker = await startWorker(hub.deps, []);
    const search = await followLog(hub.deps);
    await introduce(load, ingest.accept);
    await ingest.idle();
    const drains: number[] = [];
    const { rate, baseline } = await alternate(hub, async () => {
      const startedAt = performance.now();
      const fresh = await produce(load, ingest.accept, seconds);
      await ingest.idle();
      const perSecond = (fresh / (performance.now() - startedAt)) * 1000;
      drains.push(await drain(hub));
      return perSecond;
    });
    // As after the first minutes of a hub's life: the files of the database's log are there to be used again.
    await hub.deps.pool.query("checkpoint");
    latencies.begin();
    await paced(load, ingest, rate / 4, latencies);
    const commits = await bareCommits(hub, 5);
    await search.stop();
    await worker.stop();
    await ingest.stop();
    const drained = Math.max(...drains) / 1000;
    const [p99, bare] = [percentile(latencies.end(), 99), percentile(commits, 99)];
    return [
      ratioFigure("accept and process, in process", rate, baseline, 0.45),
      limitFigure("search and jobs drained after it", drained, "s", 2),
      limitFigure("accept → committed p99 at a quarter of that rate", p99, "ms", 25, bare),
    ];
  },
};

/** Baseline and measured runs take turns, so that a noisy machine is noisy for both. */
async function alternate(hub: BenchHub, run: () => Promise<number>) {
  const rates: number[] = [];
  const baselines: number[] = [];
  await bareInserts(hub, 0.5);
  for (let nth = 0; nth < alternations; nth++) {
    baselines.push(await bareInserts(hub, 2));
    rates.push(await run());
  }
  if (process.env.BENCH_VERBOSE)
    console.log({ baselines: baselines.map(Math.round), rates: rates.map(Math.round) });
  return { rate: median(rates), baseline: median(baselines) };
}

/** Milliseconds until search has followed to the log's end and no due job is left. */
async function drain({ deps }: BenchHub): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await deps.pool.query<{ isDone: boolean }>(`
      select (select seq from search_position) >= (select max(seq) from events)
        and not exists (select from graphile_worker._private_jobs
          where run_at <= now() and attempts < max_attempts) as "isDone"`);
    if (rows[0]?.isDone) return performance.now() - startedAt;
    await delay(5);
  }
}

/**
 * Milliseconds from handing over to being processed, of whatever was handed over since `begin`. It keeps no more than what
 * is under way, so that what is measured has no other garbage than its own.
 */
function createLatencies() {
  const found: number[] = [];
  const handedAt = new Map<string, number>();
  const processedAt = new Map<string, number>();
  let isOn = false;
  return {
    begin() {
      isOn = true;
    },
    handed(id: string, at: number) {
      const processed = processedAt.get(id);
      if (processed === undefined) return void handedAt.set(id, at);
      processedAt.delete(id);
      found.push(processed - at);
    },
    /** Often known before the acknowledgement is. */
    processed(id: string) {
      if (!isOn) return;
      const at = handedAt.get(id);
      if (at === undefined) return void processedAt.set(id, performance.now());
      handedAt.delete(id);
      found.push(performance.now() - at);
    },
    end: () => [...found, ...[...handedAt].map(() => Number.POSITIVE_INFINITY)],
  };
}

/** Hands over so many messages per second for a while. */
async function paced(
  load: Load,
  ingest: Ingest,
  rate: number,
  latencies: ReturnType<typeof createLatencies>,
): Promise<void> {
  const startedAt = performance.now();
  let sent = 0;
  let underWay = 0;
  const send = async () => {
    const at = performance.now();
    underWay++;
    const { inboundId, duplicate } = await ingest.accept(load.channelId, load.next());
    if (!duplicate) latencies.handed(inboundId, at);
    underWay--;
  };
  while (performance.now() - startedAt < pacedMs) {
    for (const due = ((performance.now() - startedAt) * rate) / 1000; sent < due; sent++) void send();
    await delay(1);
  }
  while (underWay > 0) await delay(1);
  await ingest.idle();
}
