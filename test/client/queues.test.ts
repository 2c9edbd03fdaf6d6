import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setDesk } from "./desk.ts";
import { seriousInBoth } from "./serious-on.ts";

describe.skipIf(!chromiumPath())("queues, rules and skills", () => {
  const desk = setDesk();
  const read = async (path: string) => (await desk.hub.agent.get(`/api/v1${path}`)).body;
  const go = (page: Page, path: string) => page.goto(`${desk.hub.url}${path}`);
  const choose = async (page: Page, field: string, option: string) => {
    const box = page.getByRole("combobox", { name: field });
    await box.click();
    await page.getByRole("option", { name: option }).click();
    await box.blur();
  };

  test("a first queue is made by one button, with everybody in it and fed by all channels", async () => {
    const page = await desk.sit();
    await go(page, "/queues");
    await page.getByRole("button", { name: "Make a queue with everybody in it" }).click();
    await page.getByRole("heading", { name: "Everybody" }).waitFor();
    const [queue] = await read("/queues");
    expect(queue).toMatchObject({ name: "Everybody", memberIds: [expect.any(String)] });
    expect(queue.channelIds).toHaveLength(2);
    await page.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
    await page.getByText("Work goes to people by itself once there is a queue").waitFor();
  });

  test("a queue needs a name and people, and each of its settings is kept", async () => {
    const page = await desk.sit();
    await go(page, "/queues");
    await page.getByRole("button", { name: "New queue" }).click();
    const form = page.getByRole("dialog", { name: "New queue" });
    await form.getByLabel("Name").fill("Support");
    await choose(page, "People", "Ada Agent");
    await form.getByRole("button", { name: "Make the queue" }).click();
    await page.getByRole("heading", { name: "Support" }).waitFor();

    await choose(page, "To whom first", "Each in turn");
    await page.getByLabel("Time to wrap up", { exact: true }).fill("2");
    await page.getByLabel("Unit of “Time to wrap up”").selectOption("minutes");
    await page.getByLabel("Prefer who speaks the contact's language").check();
    const disposition = page.getByLabel("New disposition");
    for (const name of ["Sold", "Not now"]) {
      await disposition.fill(name);
      await disposition.press("Enter");
    }
    await page.getByRole("button", { name: "Move Not now, 2 of 2" }).press("ArrowUp");
    await page.getByRole("button", { name: "Move Not now, 1 of 2" }).waitFor();
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe("Move Not now, 1 of 2");
    await page.getByLabel("Warn when many wait").check();
    await choose(page, "Record calls", "Always");
    const asks = page.getByLabel("Callers may refuse by pressing 9");
    expect(await asks.isDisabled()).toBe(true);
    await page.getByLabel("What callers hear before").fill("You are recorded, unless you press 9.");
    await asks.check();
    await page.getByLabel("Keep recordings for so many days").fill("30");
    await page.getByLabel("Script").fill("This is {{agent.name}}.");
    await page.getByLabel("Number to call with").fill("+49 30 1234567");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved. It holds from now on.").waitFor();
    const [queue] = await read("/queues");
    expect(queue).toMatchObject({
      strategy: "roundRobin",
      wrapUpSeconds: 120,
      languageSeconds: 120,
      dispositions: [{ name: "Not now" }, { name: "Sold" }],
      thresholds: { waiting: [5, 10] },
      recording: "always",
      recordingNotice: "You are recorded, unless you press 9.",
      asksRecording: true,
      recordingDays: 30,
      callerId: "+49301234567",
      script: "This is {{agent.name}}.",
    });
    await page.getByLabel("Keep recordings for so many days").fill("");
    await page.getByLabel("Number to call with").fill("hotline");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("is not a phone number with its country code").first().waitFor();
    await page.getByLabel("Number to call with").fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await eventually(async () =>
      expect((await read("/queues"))[0]).toMatchObject({ recordingDays: null, callerId: null }),
    );

    await page.getByLabel("Name", { exact: true }).fill("Half a na");
    await desk.hub.agent.patch(`/api/v1/queues/${queue.id}`, { wrapUpSeconds: 30 });
    await page.getByLabel("Red from").fill("2");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("is red before it is amber").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Half a na");
    await page.getByLabel("Red from").fill("20");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Half a na" }).waitFor();
    expect((await read("/queues"))[0]).toMatchObject({ name: "Half a na", wrapUpSeconds: 30 });
  });

  test("whoever is invited while there is one queue gets its work", async () => {
    const [queue] = await read("/queues");
    const page = await desk.sit();
    await go(page, "/people");
    await page.getByRole("button", { name: "Invite a colleague" }).click();
    const form = page.getByRole("dialog", { name: "Invite a colleague" });
    await form.getByText(queue.name, { exact: true }).waitFor();
    await form.getByLabel("Email").fill("new@inside.example.com");
    await form.getByRole("button", { name: "Make the invitation" }).click();
    await form.getByText("It works once.").waitFor();
    expect(await read("/invitations")).toMatchObject([{ queueIds: [queue.id] }]);
  });

  test("a rule is tried on what came in, and then sends what comes where it says", async () => {
    await desk.hub.agent.post("/api/v1/queues", { name: "Returns" });
    await desk.write("Rita Returner", "This chair is BROKEN");
    await desk.write("Bob Buyer", "Is the oak table still there?");
    const page = await desk.sit();
    await go(page, "/queues/rules");
    await page.getByRole("button", { name: "Add a rule" }).click();
    const rule = page.getByRole("article");
    await rule.getByLabel("Name").fill("Broken things");
    await choose(page, "Add a condition", "Subject or text has one of");
    const words = rule.getByRole("combobox", { name: "Subject or text has one of" });
    await rule.getByText("Name at least one, or remove the condition.").waitFor();
    const save = page.getByRole("button", { name: "Save" });
    expect(await save.isDisabled()).toBe(true);
    await words.fill("broken");
    await words.press("Enter");
    await choose(page, "Put it in the queue", "Returns");
    await choose(page, "Give it the priority", "7");
    await rule.getByText("If it says “broken” → goes to Returns and has priority 7").waitFor();

    const dryRun = page.getByRole("region", { name: "Dry run" });
    await dryRun.getByRole("button", { name: "Try on the last 100" }).click();
    await dryRun.getByText("1 of 2 would lie in another queue than now.").waitFor();
    const first = dryRun.getByRole("listitem").first();
    expect(await first.innerText()).toMatch(/Rita Returner.*No queue.*Returns.*By Broken things/s);
    expect(await read("/routing-rules")).toEqual([]);
    expect(await page.getByRole("button", { name: "Discard changes" }).count()).toBe(1);

    await save.click();
    await page.getByText("Saved. The rules hold from now on.").waitFor();
    await desk.write("Rudi Returner", "Broken again");
    await eventually(async () => {
      await dryRun.getByRole("button", { name: "Try on the last 100" }).click();
      await dryRun.getByText("1 of 3 would lie in another queue than now.").waitFor({ timeout: 2_000 });
    });

    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByRole("button", { name: "Move Rule 2, 2 of 2" }).press("ArrowUp");
    await page.getByRole("button", { name: "Move Rule 2, 1 of 2" }).waitFor();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await page.getByRole("button", { name: "Move Broken things, 1 of 1" }).waitFor();
  });

  test("a rule asks for a company, which is found by what one types", async () => {
    await desk.hub.agent.post("/api/v1/contacts", { name: "Mia", company: "Möbel Maier" });
    await desk.hub.agent.post("/api/v1/contacts", { name: "Bo", company: "Bolts & Sons" });
    const page = await desk.sit();
    await go(page, "/queues/rules");
    await page.getByRole("button", { name: "Add a rule" }).click();
    const rule = page.getByRole("article").last();
    await rule.getByLabel("Name").fill("Maier first");
    const adder = rule.getByRole("combobox", { name: "Add a condition" });
    await adder.click();
    await page.getByRole("option", { name: "It is from a company, one of" }).click();
    const companies = rule.getByRole("combobox", { name: "It is from a company, one of" });
    await companies.fill("maier");
    await page.getByRole("option", { name: "Bolts & Sons" }).waitFor({ state: "hidden" });
    await page.getByRole("option", { name: "Möbel Maier" }).click();
    await rule.getByText("If it is from Möbel Maier → does nothing yet").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved. The rules hold from now on.").waitFor();
    await page.reload();
    await page.getByText("If it is from Möbel Maier → does nothing yet").waitFor();
  });

  test("a skill is made, and a person gets it with queues, capacity and languages", async () => {
    const { body: second } = await desk.hub.agent.post("/api/v1/queues", { name: "Second line" });
    const page = await desk.sit();
    await go(page, "/queues/skills");
    await page.getByLabel("New skill").fill("Billing");
    await page.getByLabel("New skill").press("Enter");
    await page.getByText("Nobody has it").waitFor();
    await go(page, "/people");
    await page.getByRole("button", { name: "More about Ada Agent" }).click();
    await page.getByRole("menuitem", { name: "Queues, capacity and skills" }).click();
    const form = page.getByRole("dialog", { name: "What work Ada Agent gets" });
    await form.getByText("Half a na", { exact: true }).waitFor();
    await choose(page, "Queues", "Second line");
    await form.getByLabel("Capacity").fill("9");
    await choose(page, "Languages", "German");
    await choose(page, "Add to “Skills”", "Billing");
    await form.getByLabel("Level of Billing").selectOption("4");
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved. Ada Agent gets work by it from now on.").waitFor();
    const ada = (await read("/people")).find(({ name }: { name: string }) => name === "Ada Agent");
    expect(ada).toMatchObject({ capacity: 9, languages: ["de"], skills: [{ level: 4 }] });
    const hers = (await read("/queues")).filter((queue: { personIds: string[] }) =>
      queue.personIds.includes(ada.id),
    );
    expect(hers).toMatchObject([{ name: "Half a na" }, { id: second.id }]);
    await go(page, "/queues/skills");
    await page.getByText("Ada Agent", { exact: true }).waitFor();
  });

  test("a supervisor reads all of it and changes nothing", async () => {
    const sam = await desk.invite("Sam");
    const { id } = (await sam.get("/api/v1/me")).body;
    await desk.hub.agent.patch(`/api/v1/people/${id}`, { role: "supervisor" });
    const page = await desk.sit({ as: sam });
    await page.getByRole("link", { name: "Queues" }).click();
    await page.getByRole("link", { name: /Returns/ }).click();
    await page.getByRole("heading", { name: "Returns" }).waitFor();
    expect(await page.getByLabel("Name", { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
    await go(page, "/queues/rules");
    await page.getByText("Broken things").waitFor();
    expect(await page.getByRole("button", { name: /Edit|Add|Save/ }).count()).toBe(0);
  });

  test.each([
    1440, 390,
  ])("axe finds nothing serious in light and dark, and nothing scrolls sideways, at %i", async (width) => {
    const page = await desk.sit({ width });
    const { id } = (await read("/queues")).find(({ name }: { name: string }) => name === "Half a na");
    for (const [path, shows] of [
      ["/queues", "Half a na"],
      [`/queues/${id}`, "What people must know"],
      ["/queues/skills", "Ada Agent"],
    ] as const) {
      await go(page, path);
      await page.getByText(shows, { exact: true }).first().waitFor();
      expect({ path, found: await seriousInBoth(page), wide: await widerThanScreen(page) }).toEqual({
        path,
        found: [],
        wide: false,
      });
    }
    await go(page, "/queues/rules");
    await page.getByRole("button", { name: "Edit Broken things" }).click();
    await page.getByRole("button", { name: "Try on the last 100" }).click();
    await page.getByText("Rita Returner").waitFor();
    expect({ found: await seriousInBoth(page), wide: await widerThanScreen(page) }).toEqual({
      found: [],
      wide: false,
    });
  });
});

const widerThanScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
