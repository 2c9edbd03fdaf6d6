import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setBoardDesk, waiting } from "./board-desk.ts";

describe.skipIf(!chromiumPath())("what the numbers of the board count", () => {
  const board = setBoardDesk();

  test("a number opens what it counts, down to the conversation", async () => {
    await board.desk.write("Hedda", "Which table fits six?");
    const page = await board.open();
    await waiting(page).click();
    const details = page.getByRole("dialog", { name: "Support" });
    await details.getByText("Which table fits six?").click();
    await page.getByRole("log", { name: "Messages" }).getByText("Which table fits six?").waitFor();
    await page.goBack();
    await details.getByText("Hedda").waitFor();
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "hidden" });
  });

  test("handled opens the very conversations, of a queue and of a person, down to the conversation and back", async () => {
    await finish("Otto", "Where is my order?", board.boris.id);
    const page = await board.open();
    await page.getByRole("button", { name: "1 handled today in Support" }).press("Enter");
    const details = page.getByRole("dialog", { name: "Support" });
    const handled = details.getByRole("list", { name: "Handled" });
    const otto = handled.getByRole("link", { name: /Otto.*Boris · in hand/ });
    await otto.waitFor();
    expect(await handled.getByRole("listitem").count()).toBe(1);
    await otto.press("Enter");
    await page.getByRole("log", { name: "Messages" }).getByText("Where is my order?").waitFor();
    await page.goBack();
    await otto.waitFor();
    await details.getByRole("button", { name: "Back to the figures" }).click();
    await details.getByRole("button", { name: "Average handle time, This hour: 0:0" }).press("Enter");
    await otto.waitFor();
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "hidden" });

    await page.getByRole("button", { name: "1 handled today by Boris" }).click();
    await page
      .getByRole("dialog", { name: "Boris" })
      .getByRole("link", { name: /Otto.*Support/ })
      .waitFor();
  });

  test("a list stays as it was opened, and what is counted since then comes at a press", async () => {
    await finish("Pia", "Never mind");
    const page = await board.open();
    await page.getByRole("button", { name: /^1 abandoned today in Support/ }).click();
    const abandoned = page.getByRole("dialog", { name: "Support" }).getByRole("list", { name: "Abandoned" });
    await abandoned.getByRole("link", { name: /Pia.*waited 0:/ }).waitFor();
    await finish("Quentin", "Solved it myself");
    await page.getByRole("button", { name: "1 new" }).click();
    await abandoned.getByRole("link", { name: /Quentin/ }).waitFor();
    expect(await abandoned.getByRole("listitem").count()).toBe(2);
    await page.reload();
    await abandoned.getByRole("link", { name: /Quentin/ }).waitFor();
  });

  /** Somebody's, or given up before anybody had it. */
  async function finish(name: string, text: string, personId: string | null = null) {
    const { agent, conversationOf } = board.desk.hub;
    await board.desk.write(name, text);
    const path = `/api/v1/conversations/${await conversationOf(text)}`;
    if (personId) expect((await agent.put(`${path}/assignee`, { personId })).status).toBe(200);
    expect((await agent.put(`${path}/status`, { status: "resolved" })).status).toBe(200);
  }

  test("reports show the day's figures by queue, and open what they count, and come as CSV", async () => {
    const page = await board.desk.sit();
    await page.goto(`${board.desk.hub.url}/reports?range=today&by=queue`);
    const abandoned = page.getByRole("button", { name: "Abandoned, Total: 2" });
    await eventually(async () => {
      await page.reload();
      await abandoned.waitFor({ timeout: 2000 });
    });
    await page.getByRole("button", { name: "Handled, Support: 1" }).click();
    const counted = page.getByRole("dialog", { name: "Handled · Support" });
    await counted.getByRole("link", { name: /Otto/ }).waitFor();
    expect(await counted.getByRole("listitem").count()).toBe(1);
    await page.keyboard.press("Escape");
    await counted.waitFor({ state: "hidden" });
    await abandoned.click();
    const given = page.getByRole("dialog", { name: "Abandoned · Total" });
    await given.getByRole("link", { name: /Pia/ }).waitFor();
    await page.keyboard.press("Escape");
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download CSV" }).click(),
    ]);
    expect(csv.suggestedFilename()).toMatch(/\.csv$/);
  });
});
