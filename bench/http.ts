import { setTimeout as delay } from "node:timers/promises";
import { startChild } from "./child.ts";
import { type Bench, median, ratioFigure } from "./figure.ts";
import { postFor } from "./http-client.ts";
import { type BenchHub, benchSecret } from "./hub.ts";
import { makeLoad } from "./load.ts";

const token = "sbt_a-token-that-only-benches-know";
const alternations = 3;
const seconds = 4;
/** By then both have compiled what they run. */
const warmUpSeconds = 5;

/** The door of the `api` connector, answered after accept, with everything behind it at work. */
export const door: Bench = {
  name: "over HTTP",
  async run(hub) {
    const load = await makeLoad(hub);
    await hub.deps.pool.query("update channels set secrets = $2 where id = $1", [
      load.channelId,
      hub.deps.sealer.seal(JSON.stringify({ token, signingSecret: token })),
    ]);
    const next = () => JSON.stringify(load.next());
    const bare = await startChild("bare-express.ts");
    const server = await startChild("realtime-hub.ts", hub.url, hub.dataDir, benchSecret);
    const url = `${server.said}/api/v1/channels/${load.channelId}/inbound`;
    const headers = { Authorization: `Bearer ${token}` };
    const rates: number[] = [];
    const baselines: number[] = [];
    await postFor(bare.said, headers, warmUpSeconds, next);
    await postFor(url, headers, warmUpSeconds, next);
    for (let nth = 0; nth < alternations; nth++) {
      await settled(hub);
      baselines.push(await postFor(bare.said, headers, seconds, next));
      rates.push(await postFor(url, headers, seconds, next));
    }
    await Promise.all([bare.stop(), server.stop()]);
    const [value, baseline] = [median(rates), median(baselines)];
    return [ratioFigure("over HTTP, the api connector's door", value, baseline, 0.4)];
  },
};

/** What was accepted is processed before the baseline has its turn. */
async function settled({ deps }: BenchHub) {
  for (;;) {
    const { rows } = await deps.pool.query<{ isDone: boolean }>(`
      select not exists (select from inbound_waiting)
        and (select seq from search_position) >= (select max(seq) from events) as "isDone"`);
    if (rows[0]?.isDone) return;
    await delay(50);
  }
}
