import pg from "pg";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import type { Browser as Client } from "../http/browser.ts";
import { chromiumPath } from "../setup/parts.ts";
import { answerField, messages, openConversation, setDesk } from "./desk.ts";
import { bar, makeQueueOf, offer } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

describe.skipIf(!chromiumPath())("work that is handed out", () => {
  const desk = setDesk();

  const makeQueue = (name: string, people: Client[], settings: object = {}) =>
    makeQueueOf(desk, people, { name, ...settings });

  test("an offer comes to any page, says who waits, and is accepted by a key while one types", async () => {
    const bea = await desk.invite("Bea");
    const queue = await makeQueue("Tables", [bea]);
    const page = await desk.sit({ as: bea });
    await page.getByRole("link", { name: "Contacts" }).first().click();
    await desk.write("Offered Olaf", "Is the oak table still there?");
    await offer(page).getByRole("heading", { name: "Offered Olaf" }).waitFor();
    await offer(page).getByText(`Shop · ${queue.name}`).waitFor();
    await offer(page).getByText("Is the oak table still there?").waitFor();
    const field = page.getByRole("searchbox").or(page.getByRole("textbox")).first();
    await field.focus();
    await field.pressSequentially("half a na");
    expect(await field.inputValue()).toBe("half a na");
    await page.keyboard.press("Alt+a");
    await messages(page).getByText("Is the oak table still there?").waitFor();
    await offer(page).waitFor({ state: "detached" });
    await bar(page).filter({ hasText: "2/6" }).waitFor();
    await bar(page).click();
    const panel = page.getByRole("dialog", { name: "Your work" });
    await panel.getByRole("link", { name: /Offered Olaf/ }).waitFor();
  });

  test("what is declined goes to the next; who has it no more sees neither it nor the card", async () => {
    const cem = await desk.invite("Cem");
    const dea = await desk.invite("Dea");
    await makeQueue("Chairs", [cem, dea]);
    const [first, second] = [await desk.sit({ as: cem }), await desk.sit({ as: dea })];
    await desk.write("Turned Tom", "Two chairs, please");
    const asked = await Promise.race(
      [first, second].map(async (page) => {
        await offer(page).getByText("Turned Tom").waitFor();
        return page;
      }),
    );
    const next = asked === first ? second : first;
    expect(await offer(next).count()).toBe(0);
    await asked.keyboard.press("Alt+d");
    await offer(next).getByText("Turned Tom").waitFor();
    await offer(asked).waitFor({ state: "detached" });
    await next.getByRole("button", { name: /^Accept/ }).click();
    await messages(next).getByText("Two chairs, please").waitFor();

    const card = next.getByRole("complementary", { name: "Client card" });
    await card.waitFor();
    const id = new URL(next.url()).pathname.split("/").at(-1);
    const { body: other } = await (asked === first ? cem : dea).get("/api/v1/me");
    const given = { personId: other.id };
    expect((await desk.hub.agent.put(`/api/v1/conversations/${id}/assignee`, given)).status).toBe(200);
    await next.getByText("There is nothing here").waitFor();
    await card.waitFor({ state: "detached" });
  });

  test("whoever is slower is told who has it", async () => {
    const eli = await desk.invite("Eli");
    await makeQueue("Lamps", [eli]);
    const page = await desk.sit({ as: eli });
    await desk.write("Wanted Wanda", "A lamp for the hall");
    await offer(page).getByText("Wanted Wanda").waitFor();
    const id = await desk.hub.conversationOf("A lamp for the hall");
    const { body: me } = await desk.hub.agent.get("/api/v1/me");
    // Somebody else takes it in the very moment in which it is accepted here.
    await page.route("**/acceptance", async (route) => {
      await desk.hub.agent.put(`/api/v1/conversations/${id}/assignee`, { personId: me.id });
      await route.continue();
    });
    await page.keyboard.press("Alt+a");
    await page.getByText("It went to Ada Agent.").waitFor();
    await offer(page).waitFor({ state: "detached" });
  });

  test("two offers that run out set one away, with the way back", async () => {
    const fay = await desk.invite("Fay");
    await makeQueue("Beds", [fay], { offerSeconds: 5 });
    const page = await desk.sit({ as: fay });
    await desk.write("Missed Mia", "Anybody?");
    await offer(page).getByText("Missed Mia").waitFor();
    const notice = page.getByText("You were set away, as two offers in a row went by unanswered.");
    await notice.waitFor();
    await bar(page).filter({ hasText: "Away" }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await page.getByRole("button", { name: "I am back" }).click();
    await notice.waitFor({ state: "detached" });
    await offer(page).getByText("Missed Mia").waitFor();
  });

  test("whoever goes away is told what goes back and when, and it does", async () => {
    const leo = await desk.invite("Leo");
    await makeQueue("Doors", [leo], { autoAccept: ["chat"], handBackAfterSeconds: 10 });
    const page = await desk.sit({ as: leo });
    await desk.write("Left Lotte", "Does the door open to the left?");
    await openConversation(page, "Left Lotte");
    await bar(page).filter({ hasText: "2/6" }).click();
    const panel = page.getByRole("dialog", { name: "Your work" });
    await panel.getByRole("button", { name: "Away" }).click();
    await panel.getByRole("button", { name: "Lunch" }).click();
    await bar(page).filter({ hasText: "Lunch" }).waitFor();
    await page.getByText(/^1 conversation goes back in 0:\d\d$/).waitFor();
    await messages(page).getByText("It went back to its queue, as nobody was there for it").waitFor();
    await bar(page).filter({ hasText: "0/6" }).waitFor();
    expect(await page.getByText(/goes back in/).count()).toBe(0);
  });

  test("after Resolve it is wrapped up: how it came out, the next step, done, all by keys", async () => {
    const gil = await desk.invite("Gil");
    const queue = await makeQueue("Sofas", [gil], {
      wrapUpSeconds: 600,
      dispositions: [{ name: "Sold" }, { name: "Thinks about it" }],
      autoAccept: ["chat"],
    });
    const page = await desk.sit({ as: gil });
    await desk.write("Wrapped Will", "I take the red sofa");
    await openConversation(page, "Wrapped Will");
    await page.getByRole("button", { name: "Assigned to Gil" }).waitFor();
    await page.keyboard.press("e");
    const panel = page.getByRole("region", { name: "Wrap up" });
    await panel.getByText("How did it come out?").waitFor();
    expect(await answerField(page).count()).toBe(0);
    expect(await seriousOn(page)).toEqual([]);
    await page.keyboard.press("2");
    await eventually(async () =>
      expect(await panel.getByRole("radio", { name: /Thinks about it/ }).isChecked()).toBe(true),
    );
    await panel.getByRole("textbox", { name: "Add a next step" }).fill("Call on Monday");
    await page.keyboard.press("Control+Enter");
    await panel.waitFor({ state: "detached" });
    await answerField(page).waitFor();
    await eventually(async () => {
      const { body } = await gil.get("/api/v1/tasks");
      expect(body.items.map((task: { title: string }) => task.title)).toContain("Call on Monday");
    });
    expect(await dispositionsIn(desk.hub.databaseUrl, queue.id)).toEqual(["Thinks about it"]);
  });

  test("from a queue one takes what waits, in its order, and the list holds still", async () => {
    const hal = await desk.invite("Hal");
    await hal.patch("/api/v1/me", { availability: "busy" });
    const queue = await makeQueue("Rugs", [hal]);
    const page = await desk.sit({ as: hal });
    await desk.write("Early Emma", "A blue rug");
    await desk.hub.conversationOf("A blue rug");
    await desk.write("Late Lars", "A green rug");
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /Rugs/ }).click();
    const list = page.getByRole("list", { name: queue.name });
    await eventually(async () =>
      expect((await list.getByRole("link").allInnerTexts()).map((row) => row.split("\n").at(1))).toEqual([
        "Early Emma",
        "Late Lars",
      ]),
    );
    await page.keyboard.press("j");
    await page.keyboard.press("t");
    await messages(page).getByText("A blue rug").waitFor();
    await eventually(async () => expect(await list.getByRole("link").count()).toBe(1));
    await page.getByRole("button", { name: "Assigned to Hal" }).waitFor();
    await list.getByRole("button", { name: "Take Late Lars" }).click();
    await messages(page).getByText("A green rug").waitFor();
    await page.getByText("Nobody waits here").waitFor();
  });

  test("a task that is not done in time is announced to whoever has it and to who leads, on any page", async () => {
    const [una, ivo] = [await desk.invite("Una"), await desk.invite("Ivo")];
    const [lead, hers, his] = [await desk.sit(), await desk.sit({ as: una }), await desk.sit({ as: ivo })];
    await lead.getByRole("link", { name: "Deals", exact: true }).click();
    const contact = await una.post("/api/v1/contacts", { name: "Late Lou" });
    const { id: assigneeId } = (await una.get("/api/v1/me")).body;
    const task = { title: "Call back", assigneeId, contactId: contact.body.id };
    const dueAt = new Date(Date.now() + 1_000).toISOString();
    expect((await una.post("/api/v1/tasks", { ...task, dueAt })).status).toBe(201);
    const said = (page: Page) => page.getByText("Overdue: Call back · Late Lou");
    for (const page of [lead, hers]) await said(page).waitFor();
    expect(await said(his).count()).toBe(0);
  });

  test("work is moved to another queue from its conversation", async () => {
    const ida = await desk.invite("Ida");
    const other = await makeQueue("Returns", [ida], { offerSeconds: 600 });
    const jan = await desk.invite("Jan");
    await makeQueue("Shelves", [jan], { autoAccept: ["chat"] });
    const [page, next] = [await desk.sit({ as: jan }), await desk.sit({ as: ida })];
    await desk.write("Moved Mona", "I want to send it back");
    await openConversation(page, "Moved Mona");
    await page.getByRole("button", { name: "Assigned to Jan" }).waitFor();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Move to a queue…" }).click();
    await page.getByRole("button", { name: other.name }).click();
    await page.getByText(/moved to Returns$/).waitFor();
    await offer(next).getByText("Moved Mona").waitFor();
  });

  test.each([
    { dark: false, width: 1440, height: 900 },
    { dark: true, width: 390, height: 844 },
  ])("the offer and the bar are sound and hide no composer (%o)", async (screen) => {
    const kim = await desk.invite(`Kim${screen.width}`);
    await makeQueue(`Tiles ${screen.width}`, [kim]);
    const page = await desk.sit({ as: kim, ...screen });
    await desk.write(`First Fred ${screen.width}`, "Tiles for the bath");
    await offer(page).getByText("Tiles for the bath").waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await offer(page)
      .getByRole("button", { name: /^Accept/ })
      .click();
    await answerField(page).waitFor();
    await desk.write(`Second Sue ${screen.width}`, "averylongwordwithoutanyspace".repeat(8));
    await offer(page).getByText(`Second Sue ${screen.width}`).waitFor();
    const [card, field] = await Promise.all([offer(page).boundingBox(), answerField(page).boundingBox()]);
    expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThan(field?.y ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screen.width);
    await bar(page).click();
    await page.getByRole("dialog", { name: "Your work" }).getByText("In hand", { exact: true }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screen.width);
  });
});

/** How what was done in a queue came out, by name. */
async function dispositionsIn(databaseUrl: string, queueId: string): Promise<string[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query(
      `select d.name from work_items w join dispositions d on d.id = w.disposition_id
      where w.queue_id = $1 and w.state = 'done'`,
      [queueId],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
