import { createReadStream } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { calls, recordings } from "../db/schema/calls.ts";
import { makeConversation, makeInteraction } from "../test/factories.ts";
import { startChild } from "./child.ts";
import { type Bench, limitFigure, median, round } from "./figure.ts";
import type { BenchHub } from "./hub.ts";
import { startHubChild, withChild } from "./realtime.ts";
import { makeHouse } from "./realtime-people.ts";
import { writeWebm } from "./recordings.ts";

const [warmUp, pairs] = [300, 80];
/** Longer than what the hub found of a listener holds. */
const betweenMs = 1_200;
const rangeBytes = 65_536;
const [most, mostMs] = [2, 15];

/**
 * From asking for a range somewhere in an hour of sound until its first byte, over a kept connection, more than a second apart, as
 * when somebody moves about in it. The first by somebody takes the look at who they are and what they may hear, and notes it.
 */
export const rangeRead: Bench = {
  name: "range read of a 60-minute recording",
  async run(hub) {
    const plain = join(hub.dataDir, "plain");
    await mkdir(plain);
    const file = join(hub.dataDir, "hour.webm");
    await writeWebm(file);
    await copyFile(file, join(plain, "hour.webm"));
    const house = await makeHouse(hub, 1, 1);
    const { cookie = "" } = house.agents[0] ?? {};
    const { ids, size } = await keepHours(hub, file);
    return withChild(startChild("bare-static.ts", plain), (bare) =>
      withChild(startHubChild(hub), async (ours) => {
        const urls = ids.map((id) => `${ours.said}/api/v1/recordings/${id}/audio`);
        const readers = [
          reader(`${bare.said}/hour.webm`, size, {}),
          reader(urls[0] ?? "", size, { cookie }),
        ] as const;
        for (const read of readers) for (let nth = 0; nth < warmUp; nth++) await read(nth);
        const times: [number[], number[]] = [[], []];
        for (let nth = 0; nth < pairs; nth++) {
          await delay(betweenMs);
          for (const which of nth % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
            times[which].push(await readers[which](nth));
          }
        }
        const [baseline, value] = [median(times[0]), median(times[1])];
        const figure = {
          name: "range read of a 60-minute recording: first byte",
          value: round(value),
          unit: "ms",
          baseline: round(baseline),
          ratio: round(value / baseline),
          target: `≤ ${most} × Express's static handler`,
          met: value <= most * baseline,
        };
        const firsts: number[] = [];
        for (const url of urls.slice(1)) firsts.push(await reader(url, size, { cookie })(0));
        const name = "range read of a 60-minute recording, the first by somebody: first byte";
        return [figure, limitFigure(name, median(firsts), "ms", mostMs, baseline)];
      }),
    );
  },
};

/** Many recordings of the same sound, so that one after another is heard for the first time. */
async function keepHours(hub: BenchHub, file: string): Promise<{ ids: string[]; size: number }> {
  const { deps } = hub;
  const conversation = await makeConversation(hub);
  const { id: callId } = await makeInteraction(hub, conversation, { kind: "call" });
  const { contactId, channelId, id: conversationId } = conversation;
  const call = {
    id: callId,
    conversationId,
    contactId,
    channelId,
    direction: "in",
    stage: "active",
  } as const;
  await deps.db.insert(calls).values(call);
  const kept = await deps.recordings.write(createReadStream(file));
  const row = {
    ...kept,
    callId,
    kind: "call",
    contentType: "audio/webm",
    lengthMs: 3_600_000,
    channels: ["agent" as const, "caller" as const],
  } as const;
  const rows = await deps.db
    .insert(recordings)
    .values(Array.from({ length: 200 }, () => ({ ...row, channels: [...row.channels] })))
    .returning({ id: recordings.id });
  return { ids: rows.map(({ id }) => id), size: kept.size };
}

/** Reads ranges here and there; each gives what it took, in ms. */
function reader(url: string, size: number, headers: Record<string, string>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (nth: number) =>
    new Promise<number>((resolve, reject) => {
      const start = Math.floor((((nth + 1) * 7919) % 1000) * 0.001 * (size - rangeBytes));
      const range = `bytes=${start}-${start + rangeBytes - 1}`;
      const begun = performance.now();
      get(url, { agent, headers: { ...headers, range } }, (answer) => {
        if (answer.statusCode !== 206) return reject(new Error(`A range was answered ${answer.statusCode}.`));
        let took = 0;
        answer.once("data", () => {
          took = performance.now() - begun;
        });
        answer.on("data", () => {}).on("end", () => resolve(took));
      }).on("error", reject);
    });
}
