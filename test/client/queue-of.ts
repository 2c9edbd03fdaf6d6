import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Browser as Client } from "../http/browser.ts";
import type { Desk } from "./desk.ts";

interface QueueSettings {
  name: string;
  [setting: string]: unknown;
}

/** A queue of these people alone, which from now on gets what comes in over the channel Shop. */
export async function makeQueueOf({ hub }: Desk, people: Client[], settings: QueueSettings) {
  const ids = await Promise.all(people.map(async (person) => (await person.get("/api/v1/me")).body.id));
  const channels = (await hub.agent.get("/api/v1/channels")).body;
  const shop = channels.find((channel: { name: string }) => channel.name === "Shop");
  const made = await hub.agent.post("/api/v1/queues", {
    personIds: ids,
    channelIds: [shop.id],
    offerSeconds: 600,
    lastPersonSeconds: 0,
    ...settings,
  });
  expect(made.status).toBe(201);
  return made.body;
}

/** What is held out to whoever sits there. */
export const offer = (page: Page) => page.getByRole("region", { name: "Offers" });
/** Who they are to work now, and what they have in hand. */
export const bar = (page: Page) => page.getByRole("button", { name: / \d+ of \d+$/ });
