import { setTimeout as delay } from "node:timers/promises";
import { newId } from "../db/schema/columns.ts";
import type { HubEvent } from "../server/contract/events.ts";
import { transact } from "../server/lib/transact.ts";
import { type Bench, median, round } from "./figure.ts";
import type { BenchHub } from "./hub.ts";
import { startHubChild, withChild } from "./realtime.ts";
import { makeHouse } from "./realtime-people.ts";
import { type BareSocket, connectBare } from "./realtime-sockets.ts";

const teams = 10;
const peoplePerTeam = 50;
const queues = 100;
const watchers = 50;
const perSecond = 100;
const warmUpSeconds = 15;
const rounds = 5;
const seconds = 8;

/**
 * What a hub takes of the processor at 100 events/s, 500 people and 100 queues, when 50 screens show all of the board,
 * beside one. With what the events cost anyway: what one screen adds is less than the machine's noise.
 */
export const board: Bench = {
  name: "live board for 50 watchers",
  async run(hub) {
    const { agents } = await makeHouse(hub, teams, peoplePerTeam);
    await makeFloor(hub);
    return await withChild(startHubChild(hub), async ({ said: url }) => {
      let pushed = 0;
      const screens = await connectAll(url, agents.slice(0, watchers), (frame) => {
        if (frame.includes('"board"')) pushed++;
      });
      const writing = keepHappening(hub);
      const show = (count: number) => {
        for (const [nth, screen] of screens.entries()) screen.emit("watchBoard", nth < count);
      };
      show(watchers);
      await delay(warmUpSeconds * 1_000);
      const spent = { one: [] as number[], all: [] as number[] };
      for (let nth = 0; nth < rounds; nth++) {
        for (const [count, spans] of [
          [1, spent.one],
          [watchers, spent.all],
        ] as const) {
          show(count);
          spans.push(await cpuOf(url));
        }
      }
      await writing.stop();
      for (const screen of screens) screen.close();
      if (pushed < rounds * watchers * seconds) throw new Error("Too little was shown to measure by.");
      const value = median(spent.all);
      const baseline = median(spent.one);
      return [
        {
          name: "CPU of the hub at 100 events/s, 50 watching the board beside one",
          value: round(value * 100),
          unit: "% of a core",
          baseline: round(baseline * 100),
          ratio: round(value / baseline),
          target: "ratio ≤ 2",
          met: value / baseline <= 2,
        },
      ];
    });
  },
};

async function makeFloor({ deps }: BenchHub) {
  await deps.pool.query(
    `insert into queues (id, name) select gen_random_uuid(), 'Queue ' || q from generate_series(1, ${queues}) q`,
  );
  await deps.pool.query(`
    insert into queue_teams (queue_id, team_id)
    select q.id, t.id from (select id, row_number() over (order by name) as nth from queues) q
    join (select id, row_number() over (order by name) as nth from teams) t on q.nth % ${teams} = t.nth % ${teams}`);
  await deps.pool.query("update people set is_online = true");
  await deps.pool.query("update people set role = 'admin' where email like 'agent0.%'");
}

const connectAll = (url: string, people: { cookie: string }[], onFrame: (frame: string) => void) =>
  Promise.all(
    people.map(({ cookie }): Promise<BareSocket> => connectBare(url, { headers: { cookie } }, onFrame)),
  );

/** Work arrives, is somebody's and done, so many events a second, ten at a time. */
function keepHappening({ deps }: BenchHub) {
  let isStopping = false;
  const open: { workItemId: string; ownerId: string | null }[] = [];

  async function write() {
    const queueIds = await idsOf("queues");
    const personIds = await idsOf("people");
    const channelId = newId();
    for (let nth = 0; !isStopping; nth++) {
      const next = delay(10_000 / perSecond);
      const events = Array.from({ length: 10 }, (_, more) => {
        const at = nth * 10 + more;
        const queueId = queueIds[(at * 7) % queueIds.length] ?? "";
        const ownerId = personIds[(at * 13) % personIds.length] ?? "";
        return happen(at % 3, { queueId, ownerId, channelId });
      });
      await transact(deps, async (tx) => tx.append(...events));
      await next;
    }
  }

  function happen(turn: number, place: { queueId: string; ownerId: string; channelId: string }): HubEvent {
    const { queueId, ownerId, channelId } = place;
    const item = turn === 0 ? undefined : open.find((one) => (one.ownerId === null) === (turn === 1));
    const conversationId = newId();
    if (!item) {
      const workItemId = newId();
      open.push({ workItemId, ownerId: null });
      const data = { workItemId, channelId, kind: "chat", queueId, priority: 0, ownerId: null } as const;
      return { type: "workItem.created", conversationId, data };
    }
    const { workItemId, ownerId: from } = item;
    if (from === null) item.ownerId = ownerId;
    else open.splice(open.indexOf(item), 1);
    const to = from === null ? ownerId : from;
    const state =
      from === null
        ? ({ from: "waiting", to: "active" } as const)
        : ({ from: "active", to: "done" } as const);
    return {
      type: "workItem.stateChanged",
      conversationId,
      data: { workItemId, state, ownerId: { from, to } },
    };
  }

  const idsOf = async (table: "queues" | "people") => {
    const { rows } = await deps.pool.query<{ id: string }>(`select id from ${table} order by id`);
    return rows.map(({ id }) => id);
  };

  const writing = write();
  return {
    async stop() {
      isStopping = true;
      await writing;
    },
  };
}

/** Of a core, while a span of time goes by. */
async function cpuOf(url: string): Promise<number> {
  await delay(1_000);
  const before = await cpuSeconds(url);
  const startedAt = performance.now();
  await delay(seconds * 1_000);
  return ((await cpuSeconds(url)) - before) / ((performance.now() - startedAt) / 1_000);
}

async function cpuSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}
