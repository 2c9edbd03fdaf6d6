import { mkdirSync } from "node:fs";
import { test } from "vitest";
import { setDesk } from "./desk.ts";

const desk = setDesk();
test("pictures", async () => {
  mkdirSync("/tmp/shots-b", { recursive: true });
  const api = desk.hub.agent;
  const page0 = await desk.sit();
  await page0.goto(`${desk.hub.url}/queues`);
  await page0.waitForTimeout(1500);
  await page0.screenshot({ path: "/tmp/shots-b/empty.png" });
  const people = (await api.get("/api/v1/people")).body;
  const skill = (await api.post("/api/v1/skills", { name: "Billing" })).body;
  const skill2 = (await api.post("/api/v1/skills", { name: "Français" })).body;
  const channels = (await api.get("/api/v1/channels")).body;
  await api.post("/api/v1/teams", { name: "Front desk", memberIds: [people[0].id] });
  const sup = (await api.post("/api/v1/queues", { name: "Second line" })).body;
  const main = (await api.post("/api/v1/queues", {
    name: "Support, with a rather long name that goes on", personIds: [people[0].id], channelIds: [channels[0].id],
    overflowQueueId: sup.id, overflowAfterSeconds: 300, wrapUpSeconds: 60, languageSeconds: 90,
    requirements: [{ skillId: skill.id, level: 3, relaxAfterSeconds: 120 }, { skillId: skill2.id, level: 1, relaxAfterSeconds: null }],
    dispositions: [{ name: "Sold" }, { name: "Not now" }], thresholds: { waiting: [5, 10], serviceLevel: [80, 70] },
    officeHours: { timeZone: "Europe/Berlin", days: [1,2,3,4,5].map((weekday) => ({ weekday, spans: [{ from: 540, to: 720 }, { from: 780, to: 1080 }] })), holidays: ["2031-12-25"] },
  })).body;
  await api.put("/api/v1/routing-rules", { rules: [
    { id: crypto.randomUUID(), name: "Broken things", isEnabled: true, conditions: { words: ["broken", "defekt"], channelIds: [channels[0].id, channels[1].id] }, actions: { queueId: main.id, priority: 7, tags: ["return"] } },
    { id: crypto.randomUUID(), name: "German speakers", isEnabled: true, conditions: { languages: ["de"] }, actions: { requirements: [{ skillId: skill.id, level: 2, relaxAfterSeconds: 60 }] } },
    { id: crypto.randomUUID(), name: "After hours", isEnabled: false, conditions: { isKnownContact: false }, actions: { queueId: sup.id } },
  ] });
  await desk.write("Rita Returner", "This chair is BROKEN, and the one before was too; what a pity it is to write to you again");
  await desk.write("Bob Buyer", "Is the oak table still there?");
  await desk.write("Gerda Groß", "Hallo, ich habe eine Frage zu meiner Bestellung von gestern");
  for (const [width, dark] of [[1440, false], [1440, true], [390, false], [390, true]] as const) {
    const page = await desk.sit({ width, dark });
    const name = `${width}-${dark ? "dark" : "light"}`;
    const shot = async (what: string, path?: string) => {
      if (path) await page.goto(`${desk.hub.url}${path}`);
      await page.waitForTimeout(1200);
      await page.screenshot({ path: `/tmp/shots-b/${what}-${name}.png` });
    };
    await shot("list", "/queues");
    await page.setViewportSize({ width, height: 3600 });
    await shot("queue", `/queues/${main.id}`);
    await page.setViewportSize({ width, height: 1400 });
    await page.goto(`${desk.hub.url}/queues/rules`);
    await page.getByRole("button", { name: "Try on the last 100" }).click();
    await page.getByRole("button", { name: "Edit Broken things" }).click();
    await page.setViewportSize({ width, height: width > 1000 ? 1400 : 2600 });
    await shot("rules");
    await page.setViewportSize({ width, height: 900 });
    await shot("skills", "/queues/skills");
    await page.goto(`${desk.hub.url}/people`);
    await page.getByRole("button", { name: "More about Ada Agent" }).click();
    await page.getByRole("menuitem", { name: "Capacity, languages and skills" }).click();
    await page.getByRole("combobox", { name: "Add to “Skills”" }).click();
    await page.getByRole("option", { name: "Billing" }).click();
    await shot("person");
    await page.setViewportSize({ width, height: 1500 });
    await shot("settings", "/settings/workspace");
  }
});
