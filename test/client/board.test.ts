import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setBoardDesk, waiting, waits } from "./board-desk.ts";
import { seriousInBoth } from "./serious-on.ts";

describe.skipIf(!chromiumPath())("the board", () => {
  const board = setBoardDesk();

  test("what arrives is counted within a second", async () => {
    const page = await board.open();
    const tookMs: number[] = [];
    for (const name of ["Erna", "Fritz", "Gisela"]) {
      const before = await waits(page);
      await noteChangeOf(page);
      const began = await page.evaluate(() => performance.now());
      await board.desk.write(name, "Is anybody there?");
      await eventually(async () => expect(await waits(page)).toBe(before + 1));
      tookMs.push((await changedAt(page)) - began);
    }
    // The fastest, as the machine has more to do than this.
    expect(Math.min(...tookMs)).toBeLessThanOrEqual(1000);
  });

  test("over its limit a queue is red, says so, and sounds once, unless one muted it", async () => {
    const page = await board.desk.sit();
    await page.addInitScript(() => {
      const { start } = AudioScheduledSourceNode.prototype;
      Reflect.set(window, "tones", 0);
      AudioScheduledSourceNode.prototype.start = function (when) {
        Reflect.set(window, "tones", Reflect.get(window, "tones") + 1);
        start.call(this, when);
      };
    });
    await board.desk.hub.agent.patch(`/api/v1/queues/${board.support}`, {
      thresholds: { waiting: [90, 100] },
    });
    await page.goto(`${board.desk.hub.url}/board`);
    await waiting(page).waitFor();
    const tones = () => page.evaluate(() => Reflect.get(window, "tones"));
    expect(await tones()).toBe(0);
    const limit = (await waits(page)) + 1;
    await board.desk.hub.agent.patch(`/api/v1/queues/${board.support}`, {
      thresholds: { waiting: [1, limit] },
    });
    await page.getByRole("button", { name: /waiting in Support, near the limit$/ }).waitFor();
    await board.desk.write("Mia", "One too many");
    await page.getByRole("button", { name: /waiting in Support, over the limit$/ }).waitFor();
    await eventually(async () => expect(await tones()).toBe(2));

    await page.getByRole("button", { name: "Sound at the limit" }).click();
    await page.getByRole("button", { name: "Sound is off" }).waitFor();
    await eventually(async () => {
      const { body } = await board.desk.hub.agent.get("/api/v1/me");
      expect(body.preferences.mutesBoard).toBe(true);
    });
  });

  test("the wall shows all queues without scrolling, page by page", async () => {
    const page = await board.open("/board", { width: 420, height: 420, canSkip: true });
    await page.getByRole("button", { name: "Wall" }).click();
    const wall = page.getByRole("dialog", { name: "The board on a wall" });
    await wall.getByRole("region", { name: "Sales" }).waitFor();
    await wall.getByText("Page 1 of 2").waitFor();
    const isWhole = await wall.evaluate(
      (element) => element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth,
    );
    expect(isWhole).toBe(true);
    await page.clock.runFor(13_000);
    await wall.getByRole("region", { name: "Support" }).waitFor();
    await wall.getByRole("button", { name: "Stop turning pages" }).click();
    await page.clock.runFor(60_000);
    expect(await wall.getByText("Page 2 of 2").count()).toBe(1);
    await page.keyboard.press("Escape");
    await wall.waitFor({ state: "hidden" });
  });

  test("figures are defined with their formulas, and the time zone is named", async () => {
    const page = await board.open();
    await page.getByText("Today and this hour are of Europe/Berlin").waitFor();
    await page.getByRole("button", { name: "What the figures mean" }).click();
    const definitions = page.getByRole("dialog", { name: "What the figures mean" });
    await definitions.getByText("answered in time ÷ (answered + abandoned)").waitFor();
    await definitions.getByText(/Europe\/Berlin, the workspace's time zone/).waitFor();
  });

  test("it is of those who lead: an agent finds no way there", async () => {
    const agent = await board.desk.invite("Nina");
    const page = await board.desk.sit({ as: agent });
    await page.getByRole("link", { name: "Tasks" }).first().waitFor();
    expect(await page.getByRole("link", { name: "Board", exact: true }).count()).toBe(0);
    await page.goto(`${board.desk.hub.url}/board`);
    await page.getByText("You may not do this.", { exact: false }).waitFor();
  });

  test("a supervisor sees the board of their own queues and teams, and nothing of others", async () => {
    const { agent, url } = board.desk.hub;
    const nora = await board.desk.invite("Nora");
    const { id: noraId } = (await nora.get("/api/v1/me")).body;
    const team = (await agent.post("/api/v1/teams", { name: "North", memberIds: [noraId] })).body;
    await board.makeQueue({ name: "North desk", personIds: [], teamIds: [team.id] });
    const sven = await board.desk.invite("Sven", { role: "supervisor", teamIds: [team.id] });
    const page = await board.desk.sit({ as: sven });
    await page.goto(`${url}/board`);
    const [queues, people] = [
      page.getByRole("region", { name: "Queues" }),
      page.getByRole("region", { name: "People" }),
    ];
    await people.getByRole("button", { name: "All 2" }).waitFor();
    await people.getByRole("button", { name: "Nora", exact: true }).waitFor();
    await people.getByRole("button", { name: "Sven", exact: true }).waitFor();
    await queues.getByRole("button", { name: "North desk", exact: true }).waitFor();
    expect(await queues.getByRole("listitem").count()).toBe(1);

    // What happens elsewhere is not pushed to them either; what happens with theirs is.
    await board.desk.write("Rita", "Of no concern to Sven");
    await board.desk.hub.conversationOf("Of no concern to Sven");
    await board.desk.sit({ as: nora });
    await people.getByRole("button", { name: "Ready 2" }).waitFor();
    expect(await queues.getByRole("listitem").count()).toBe(1);
    for (const path of [`/board?queue=${board.support}`, `/board?person=${board.boris.id}`]) {
      await page.goto(`${url}${path}`);
      await queues.getByRole("button", { name: "North desk", exact: true }).waitFor();
      expect(await page.getByRole("dialog").count()).toBe(0);
    }
  });

  test("axe finds nothing serious in light and dark, and nothing is wider than a phone", async () => {
    for (const path of [
      "/board",
      `/board?queue=${board.support}`,
      `/board?queue=${board.support}&figure=arrived`,
      `/board?person=${board.boris.id}`,
      "/board?wall=true",
    ]) {
      const page = await board.open(path);
      expect({ path, found: await seriousInBoth(page) }).toEqual({ path, found: [] });
      await narrow(page);
      expect({ path, wide: await widthOver(page) }).toEqual({ path, wide: 0 });
    }
    const page = await board.desk.sit();
    await page.goto(`${board.desk.hub.url}/reports`);
    await page.getByRole("combobox", { name: "Person" }).waitFor();
    expect(await seriousInBoth(page)).toEqual([]);
    await narrow(page);
    expect(await widthOver(page)).toBe(0);
  });
});

/** Notes when the next change of a number was drawn. */
const noteChangeOf = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector("main");
    Reflect.set(window, "changedAt", undefined);
    const numbers = () =>
      [...(list?.querySelectorAll("[data-large]") ?? [])].map((one) => one.textContent).join();
    const before = numbers();
    const observer = new MutationObserver(() => {
      if (numbers() === before) return;
      Reflect.set(window, "changedAt", performance.now());
      observer.disconnect();
    });
    if (list) observer.observe(list, { childList: true, characterData: true, subtree: true });
  });

const changedAt = (page: Page) => page.evaluate(() => Reflect.get(window, "changedAt") as number);

/** A wall fills its screen, and a window that does so is not made smaller: only what the page is told of it. */
async function narrow(page: Page): Promise<void> {
  const size = { width: 390, height: 844, deviceScaleFactor: 1, mobile: false };
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setDeviceMetricsOverride", size);
}

const widthOver = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
