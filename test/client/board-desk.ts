import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import type { Board } from "../../server/contract/board.ts";
import type { Deps } from "../../server/lib/deps.ts";
import { depsOn } from "../deps.ts";
import { type Desk, setDesk } from "./desk.ts";

export interface BoardDesk {
  desk: Desk;
  deps: Deps;
  boris: { id: string };
  /** The queue that gets what comes in over the channel Shop. */
  support: string;
  makeQueue(values: { name: string; [setting: string]: unknown }): Promise<string>;
  /** A screen of Ada's, with the board there. */
  open(path?: string, options?: Parameters<Desk["sit"]>[0]): Promise<Page>;
  /** What the hub counts as waiting in Support now, offers included. */
  waitingNow(): Promise<number>;
}

/** A desk with the queues Support and Sales, of which Boris is; he is not there. */
export function setBoardDesk(): BoardDesk {
  const desk = setDesk();
  const board = { desk } as BoardDesk;

  beforeAll(async () => {
    board.deps = depsOn(desk.hub.databaseUrl);
    await desk.invite("Boris");
    const people: { id: string; name: string }[] = (await desk.hub.agent.get("/api/v1/people")).body;
    const boris = people.find(({ name }) => name === "Boris");
    if (!boris) throw new Error("Boris is not there.");
    board.boris = boris;
    const channels: { id: string; name: string }[] = (await desk.hub.agent.get("/api/v1/channels")).body;
    const channelIds = channels.filter(({ name }) => name === "Shop").map(({ id }) => id);
    board.support = await board.makeQueue({ name: "Support", channelIds, thresholds: { waiting: [3, 4] } });
    await board.makeQueue({ name: "Sales" });
  });
  afterAll(() => board.deps?.pool.end());

  board.makeQueue = async (values) => {
    const made = await desk.hub.agent.post("/api/v1/queues", { personIds: [board.boris.id], ...values });
    expect(made.status).toBe(201);
    return made.body.id;
  };
  board.open = async (path = "/board", options = {}) => {
    const page = await desk.sit(options);
    await page.goto(`${desk.hub.url}${path}`);
    await page.getByRole("button", { name: "Support", exact: true }).first().waitFor();
    return page;
  };
  board.waitingNow = async () => {
    const { queues } = (await desk.hub.agent.get("/api/v1/board")).body as Board;
    const found = queues.find(({ queueId }) => queueId === board.support);
    return found ? found.waiting + found.offered : 0;
  };
  return board;
}

export const waiting = (page: Page) => page.getByRole("button", { name: /^\d+ waiting in Support/ });

/** What the board says waits in Support. */
export const waits = async (page: Page) =>
  Number.parseInt((await waiting(page).getAttribute("aria-label")) ?? "", 10);
