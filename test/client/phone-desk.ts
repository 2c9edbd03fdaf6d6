import pg from "pg";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { eventually } from "../eventually.ts";
import type { Browser as Client } from "../http/browser.ts";
import { openTab } from "../webchat/visitor.ts";
import type { Desk } from "./desk.ts";
import { makeQueueOf } from "./queue-of.ts";

const ourNumber = "+442079460102";

export const inCall = (page: Page) => page.getByRole("region", { name: "Your call" });
export const phone = (page: Page, line: string) => page.getByRole("button", { name: line, exact: true });

export async function makeReady(page: Page): Promise<void> {
  await askForCalls(page);
  await phone(page, "Ready for calls").waitFor();
}

/** Says that calls may come, once the check found that they can be carried. */
export async function askForCalls(page: Page): Promise<void> {
  await phone(page, "Phone off").click();
  await page.getByRole("button", { name: "Get ready for calls" }).click();
  const check = page.getByRole("dialog", { name: "Check sound and microphone" });
  await check.getByRole("button", { name: "Ready for calls" }).click();
}

/** From now on calls from the website wait in a queue of these people alone. */
export async function takeCalls(
  desk: Desk,
  people: Client[],
  settings: { name: string; [setting: string]: unknown },
): Promise<void> {
  await makeQueueOf(desk, people, { channelIds: [desk.hub.channelId], ...settings });
  await desk.hub.set({ calls: "on" });
}

/** A visitor calls from the website; gives their chat. */
export async function callIn(desk: Desk): Promise<Locator> {
  const tab = await openTab(await desk.browse(), `${desk.hub.url}/demo`);
  await tab.open();
  await tab.dialog.getByRole("button", { name: "Call us" }).click();
  return tab.dialog;
}

/** One telephone channel without an account, for all tests of a file; gives its id. */
export async function tryOut({ hub }: Desk): Promise<string> {
  const find = async () => (await hub.agent.get("/api/v1/channels/summary")).body;
  const known = (await find()).find(({ connector }: { connector: string }) => connector === "twilio");
  if (known) return known.id;
  const settings = { isTryOut: true, number: ourNumber };
  const made = await hub.agent.post("/api/v1/channels", { connector: "twilio", name: "Telephone", settings });
  expect(made.status).toBe(201);
  await eventually(async () => {
    expect((await hub.agent.get(`/api/v1/channels/${made.body.id}`)).body.health).toBe("up");
  });
  return made.body.id;
}

/** Whether the hub counts somebody's phone as ready. */
export async function hasPhone({ hub }: Desk, person: Client): Promise<boolean> {
  const { id } = (await person.get("/api/v1/me")).body;
  const database = new pg.Client(hub.databaseUrl);
  await database.connect();
  const { rows } = await database.query("select has_phone from people where id = $1", [id]);
  await database.end();
  return rows[0].has_phone;
}
