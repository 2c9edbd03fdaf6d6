import { setInterval } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import * as tables from "../../db/schema/index.ts";
import type { HubEvent } from "../../server/contract/events.ts";
import type { WorkState } from "../../server/contract/work.ts";
import type { Deps } from "../../server/lib/deps.ts";
import { transact } from "../../server/lib/transact.ts";
import { depsOn } from "../deps.ts";
import { eventually } from "../eventually.ts";
import { makeContact, makeConversation } from "../factories.ts";
import { chromiumPath } from "../setup/parts.ts";
import { type ChatHub, startChatHub } from "../webchat/hub.ts";
import { openBrowser } from "../webchat/visitor.ts";

const peopleCount = 500;
const queueCount = 100;
const perBatch = 10;
const batches = 80;
const betweenMs = 100;
const longestFrameMs = 100;

describe.skipIf(!chromiumPath())("a large board", () => {
  let hub: ChatHub;
  let deps: Deps;
  let browser: Browser;
  let people: string[];
  let queues: string[];
  let conversations: { id: string; channelId: string }[];

  beforeAll(async () => {
    hub = await startChatHub();
    deps = depsOn(hub.databaseUrl);
    people = await fillPeople(deps);
    queues = await fillQueues(deps, people);
    conversations = await fillConversations(deps, hub.channelId);
    // A floor without a snapshot is made from the rows.
    await eventually(async () => {
      const { rowCount } = await deps.pool.query("delete from floor_snapshots");
      expect(rowCount).toBeGreaterThan(0);
    });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await deps?.pool.end();
    await hub?.stop();
  });

  /** The hub's own log, sockets and page: nothing stands in for any of them. */
  test("stays smooth with 500 people and 100 queues while 100 events come in every second", async () => {
    const page = await openBoard();
    await countChanges(page);
    await keepScrolling(page);
    await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
    await feed();
    const trace = await browser.stopTracing();
    const changes = await page.evaluate(() => Reflect.get(window, "changes") as number);
    expect(changes).toBeGreaterThan(10);
    const tasks = mainThreadTasks(trace);
    expect(tasks.length).toBeGreaterThan(100);
    expect(Math.max(...tasks)).toBeLessThanOrEqual(longestFrameMs);
  });

  async function openBoard() {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const cookies = [...hub.agent.cookies].map(([name, value]) => ({ name, value, url: hub.url }));
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(`${hub.url}/board`);
    await page.getByRole("button", { name: "Queue 000", exact: true }).waitFor();
    await page.getByRole("button", { name: /^All 501$/ }).waitFor();
    return page;
  }

  /** As in a day's middle: work comes, is accepted and done, and people come, go and pause. */
  async function feed() {
    let turn = 0;
    const open: { workItemId: string; personId: string | null; state: WorkState; conversationId: string }[] =
      [];
    const next = (): HubEvent => {
      turn += 1;
      const personId = people[(turn * 37) % people.length] ?? "";
      if (turn % 10 === 0)
        return {
          type: "person.availabilityChanged",
          data: {
            personId,
            availability: { from: "ready", to: turn % 20 === 0 ? "away" : "ready" },
            reason: null,
          },
        };
      const item = open.length > 200 || turn % 3 !== 0 ? open.shift() : undefined;
      if (!item) {
        const conversation = conversations[turn % conversations.length];
        const made = {
          workItemId: newId(),
          personId: null,
          state: "waiting" as const,
          conversationId: conversation?.id ?? "",
        };
        open.push(made);
        return {
          type: "workItem.created",
          conversationId: made.conversationId,
          data: {
            workItemId: made.workItemId,
            channelId: hub.channelId,
            kind: "chat",
            queueId: queues[turn % queues.length] ?? "",
            priority: 0,
            ownerId: null,
          },
        };
      }
      const to = item.state === "waiting" ? "active" : "done";
      if (to === "active") open.push({ ...item, state: to, personId });
      return {
        type: "workItem.stateChanged",
        conversationId: item.conversationId,
        data: {
          workItemId: item.workItemId,
          state: { from: item.state, to },
          ownerId: { from: item.personId, to: to === "active" ? personId : item.personId },
        },
      };
    };
    let batch = 0;
    // A tick that came while one was written is made good at once.
    for await (const _ of setInterval(betweenMs)) {
      await transact(deps, async (tx) => {
        for (let nth = 0; nth < perBatch; nth++) tx.append(next());
      });
      batch += 1;
      if (batch === batches) return;
    }
  }
});

async function fillPeople({ db }: Deps): Promise<string[]> {
  const rows = Array.from({ length: peopleCount }, (_, nth) => ({
    name: `Person ${String(nth).padStart(3, "0")}`,
    email: `person${nth}@example.com`,
    isOnline: true,
  }));
  const made = await db.insert(tables.people).values(rows).returning({ id: tables.people.id });
  return made.map(({ id }) => id);
}

async function fillQueues({ db }: Deps, people: string[]): Promise<string[]> {
  const rows = Array.from({ length: queueCount }, (_, nth) => ({
    name: `Queue ${String(nth).padStart(3, "0")}`,
    thresholds: { waiting: [2, 4] as [number, number], longestWaitSeconds: [5, 10] as [number, number] },
  }));
  const made = await db.insert(tables.queues).values(rows).returning({ id: tables.queues.id });
  const members = people.flatMap((personId, nth) =>
    [0, 1, 2].map((by) => ({ personId, queueId: made[(nth + by * 7) % made.length]?.id ?? "" })),
  );
  await db.insert(tables.queuePeople).values(members);
  return made.map(({ id }) => id);
}

async function fillConversations(deps: Deps, channelId: string) {
  const contact = await makeContact({ deps });
  const made = [];
  for (let nth = 0; nth < 50; nth++)
    made.push(await makeConversation({ deps }, { channelId, contactId: contact.id }));
  return made;
}

const countChanges = (page: Page) =>
  page.evaluate(() => {
    Reflect.set(window, "changes", 0);
    const main = document.querySelector("main");
    const count = () => Reflect.set(window, "changes", Reflect.get(window, "changes") + 1);
    if (main)
      new MutationObserver(count).observe(main, { childList: true, characterData: true, subtree: true });
  });

/** As somebody looks for a person meanwhile. */
const keepScrolling = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('ul[aria-label="People"]')?.parentElement;
    const scroll = () => {
      if (list) list.scrollTop = (list.scrollTop + 24) % (list.scrollHeight - list.clientHeight);
      requestAnimationFrame(scroll);
    };
    scroll();
  });

/**
 * What each task of the page's main thread took of the processor, in milliseconds. Not by the wall's clock: whatever
 * else the machine does meanwhile does not count.
 */
function mainThreadTasks(trace: Buffer): number[] {
  interface TraceEvent {
    name: string;
    ph: string;
    pid: number;
    tid: number;
    tdur?: number;
    args?: { name?: string };
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, ph, pid, tid }) => ph === "X" && /RunTask$/.test(name) && threads.has(`${pid} ${tid}`))
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]));
}
