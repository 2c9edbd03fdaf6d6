import { setTimeout as delay } from "node:timers/promises";
import { startTwilioSandbox, type TwilioSandbox } from "../connectors/twilio/sandbox/index.ts";
import type { PushedEvent } from "../server/contract/sockets.ts";
import { account, type CallHouse, makeCallHouse } from "./calls-house.ts";
import type { Sending } from "./calls-sender.ts";
import { startChild } from "./child.ts";
import { type Bench, limitFigure, percentile } from "./figure.ts";
import type { BenchHub } from "./hub.ts";
import { inChunks, measureRelay, startHubChild, withChild } from "./realtime.ts";
import { connectBare } from "./realtime-sockets.ts";

const agents = [10, 20] as const;
const waitingCalls = 50;
const perSecond = 10;
const warmUp = 50;
const calls = warmUp + 300;
const mostMs = 100;

/** A signed webhook over HTTP until the call is on the screen of the one, of 200, whom it is offered to. */
export const callToOffer: Bench = {
  name: "call's webhook in → offer on the agent's socket",
  async run(hub) {
    const sandbox = await startTwilioSandbox(account);
    try {
      const house = await makeCallHouse(hub, sandbox, agents);
      const ours = await withChild(startHubChild(hub), (child) =>
        measure(hub, child.said, house, callsAt(sandbox, house)),
      );
      const relay = await withChild(startChild("realtime-relay.ts"), (child) =>
        measureRelay(child.said, ours.frameLength),
      );
      return [50, 99].map((percent) =>
        limitFigure(
          `call's webhook in → offer on the agent's socket, p${percent}`,
          percentile(ours.latencies, percent),
          "ms",
          mostMs,
          percentile(relay.latencies, percent),
        ),
      );
    } finally {
      await sandbox.stop();
    }
  },
};

/** The hub asks each minute which of them are over. */
function callsAt(sandbox: TwilioSandbox, { lines, waiting }: CallHouse): Sending["calls"] {
  const at = (nth: number) => (nth < calls ? lines[nth % lines.length]! : waiting);
  return Array.from({ length: calls + waitingCalls }, (_, nth) => {
    const [line, from] = [at(nth), `+4915${10_000_000 + nth}`];
    return { ...line, from, name: `§${nth}§`, sid: sandbox.knowCall({ from, to: line.number }) };
  });
}

async function measure(hub: BenchHub, url: string, house: CallHouse, all: Sending["calls"]) {
  const offers = createOffers();
  const sockets = await inChunks(house.agents, 20, async ({ id, cookie }) => {
    const socket = await connectBare(url, { headers: { cookie } }, offers.listener(id));
    socket.emit("phone", true);
    return socket;
  });
  await untilReady(hub, house.agents.length);
  const sending: Sending = { url, calls: all.slice(0, calls), waiting: all.slice(calls), perSecond };
  const sender = await startChild("calls-sender.ts", JSON.stringify(sending));
  const mostWaits = (calls / perSecond) * 1_000 + 20_000;
  for (let waited = 0; offers.heardAt.size < calls && waited < mostWaits; waited += 50) await delay(50);
  const sentAt: Record<number, number> = JSON.parse(await sender.stop());
  for (const socket of sockets) socket.close();
  if (offers.heardAt.size < calls)
    throw new Error(`${calls - offers.heardAt.size} calls were offered to nobody.`);
  const measured = [...offers.heardAt].filter(([nth]) => nth >= warmUp);
  return {
    latencies: measured.map(([nth, at]) => at - (sentAt[nth] ?? Number.NaN)),
    frameLength: percentile(offers.lengths, 50),
  };
}

async function untilReady({ deps }: BenchHub, count: number) {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const { rows } = await deps.pool.query("select count(*)::int as ready from people where has_phone");
    if (rows[0].ready === count) return;
    await delay(100);
  }
  throw new Error("Not everybody's phone became ready.");
}

/** When each numbered call was first offered, as heard by whom it was offered to. */
function createOffers() {
  const heardAt = new Map<number, number>();
  const lengths: number[] = [];

  const listener = (personId: string) => (frame: string) => {
    const now = performance.timeOrigin + performance.now();
    if (!frame.includes("workItem.offered")) return;
    for (const event of eventsIn(frame)) {
      if (event.type !== "workItem.offered" || event.data.personId !== personId) continue;
      const nth = Number(/§(\d+)§/.exec(JSON.stringify(event.conversation))?.[1]);
      if (heardAt.has(nth)) continue;
      heardAt.set(nth, now);
      lengths.push(frame.length);
    }
  };

  return { heardAt, lengths, listener };
}

function eventsIn(frame: string): PushedEvent[] {
  const [name, batch] = JSON.parse(frame.slice(frame.indexOf("[")));
  return name === "events" ? batch.events : [];
}
