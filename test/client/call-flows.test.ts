import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { setDesk } from "./desk.ts";
import { seriousInBoth } from "./serious-on.ts";

describe("call flows", () => {
  const desk = setDesk();
  const read = async (path: string) => (await desk.hub.agent.get(`/api/v1${path}`)).body;
  const go = (page: Page, path: string) => page.goto(`${desk.hub.url}${path}`);
  const open = async (page: Page) => {
    const [{ id }] = await read("/call-flows");
    await go(page, `/call-flows/${id}`);
    await page.getByRole("region", { name: "Steps" }).waitFor();
    return id;
  };
  const card = (page: Page, name: string | RegExp) => page.getByRole("article", { name });
  const log = (page: Page) => page.getByRole("log", { name: "What the caller hears" });
  const save = async (page: Page) => {
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved. New calls follow it from now on.").waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  };
  /** Puts a step where nothing comes yet. */
  const fill = async (page: Page, branch: string, step: string) => {
    await page
      .getByRole("button", { name: `Add what comes next: ${branch}` })
      .first()
      .press("Enter");
    await page.getByRole("menuitem", { name: step, exact: true }).click();
  };

  test("a flow with a menu in a menu is made, tried by keys, saved and there after a reload", async () => {
    await desk.hub.agent.post("/api/v1/queues", { name: "Support" });
    const page = await desk.sit();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Call flows" }).click();
    await page.getByRole("button", { name: "Make the first call flow" }).click();
    const form = page.getByRole("dialog", { name: "New call flow" });
    await form.getByLabel("Name").fill("Main line");
    await form.getByLabel("Name").press("Enter");
    await page.getByRole("heading", { name: "Main line" }).waitFor();

    await page.getByRole("button", { name: /Add a step before Office hours/ }).click();
    await page.getByRole("menuitem", { name: "Menu", exact: true }).click();
    const menu = card(page, /^Menu/);
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe("What is heard");
    await page.keyboard.type("For sales, press 1. For spare parts, press 2.");
    await menu.getByLabel("Name of choice 1").fill("Sales");
    await menu.getByRole("button", { name: "Add a choice" }).click();
    await menu.getByLabel("Name of choice 2").fill("Parts");
    await fill(page, "Parts", "Menu");
    const inner = page.getByRole("article", { name: "Menu: “For sales, press 1.”" });
    await inner.getByRole("textbox", { name: "What is heard", exact: true }).fill("For wheels, press 7.");
    const wheels = page.getByRole("article", { name: "Menu: “For wheels, press 7.”" });
    await wheels.getByLabel("Name of choice 1").fill("Wheels");
    await wheels.getByLabel("Key of choice 1").selectOption("7");

    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("A caller would get no further here.").first().waitFor();
    expect(await page.locator(":focus").innerText()).toBe("Add what comes next");
    await fill(page, "Wheels", "Voicemail");
    const goTo = async (branch: string, name: RegExp) => {
      await fill(page, branch, "Go to a step that is there");
      await page.getByRole("menuitem", { name }).click();
    };
    await page.getByRole("button", { name: "Add what comes next", exact: true }).click();
    await page.getByRole("menuitem", { name: "Hang up" }).click();
    for (const _ of ["inner", "outer"])
      await goTo("No choice after 3 tries", /^Say something: “We are closed/);

    // Tried before it is saved, by the keyboard alone once it rings.
    await page.getByLabel("The call comes at").fill("2031-01-06T10:00");
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await log(page).getByText("For spare parts, press 2.").waitFor();
    expect(await card(page, /For spare parts/).getAttribute("aria-current")).toBe("step");
    await page.keyboard.press("5");
    await log(page).getByText("That is not one of the choices.").waitFor();
    await page.keyboard.press("2");
    await log(page).getByText("For wheels, press 7.").waitFor();
    await page.keyboard.press("7");
    await log(page).getByText("Chose Wheels").waitFor();
    await page.getByRole("button", { name: "Leave a message", exact: true }).click();
    await log(page).getByText("Voicemail kept").waitFor();
    await log(page).getByText("The call ended.").waitFor();

    await save(page);
    await page.reload();
    await card(page, /For wheels, press 7/).waitFor();
    const [{ id }] = await read("/call-flows");
    const { nodes, unreachable, version } = await read(`/call-flows/${id}`);
    expect([version, unreachable]).toEqual([2, []]);
    const menus = Object.values<{ type: string; choices: { digit: string; label: string }[] }>(nodes).filter(
      ({ type }) => type === "menu",
    );
    expect(menus.map(({ choices }) => choices.map(({ digit, label }) => `${digit} ${label}`)).sort()).toEqual(
      [["1 Sales", "2 Parts"], ["7 Wheels"]],
    );
  });

  test("a wait is tried by time: the place in line, the way out after too long, and the hours of the day", async () => {
    const page = await desk.sit();
    await desk.hub.agent.patch("/api/v1/workspace", { officeHours });
    const id = await open(page);
    const region = page.getByRole("region", { name: "Try it" });
    const begin = async (at: string) => {
      await region.getByLabel("The call comes at").fill(at);
      await region.getByRole("button", { name: /^Call/ }).click();
      await region.getByRole("button", { name: "1", exact: true }).click();
    };
    await begin("2031-01-06T10:00");
    await log(page).getByText("You are number 3 in line.").waitFor();
    await card(page, /^Queue/)
      .and(page.locator('[aria-current="step"]'))
      .waitFor();
    for (let minute = 1; minute <= 4; minute++) {
      await region.getByRole("button", { name: "Wait 1 min" }).click();
      await log(page)
        .getByText("Waited 1 min")
        .nth(minute - 1)
        .waitFor();
    }
    await region.getByRole("button", { name: "Wait 1 min" }).click();
    await log(page).getByText("Out of Support: waited too long").waitFor();
    await region.getByRole("button", { name: "Hang up" }).click();
    await log(page).getByText("The caller hung up.").waitFor();
    await begin("2031-01-05T10:00");
    await log(page).getByText("We are closed just now.").waitFor();
    expect((await read(`/call-flows/${id}`)).version).toBe(2);
  });

  test("what was changed is asked for before it is left, can be undone, and is not lost to who saved first", async () => {
    const page = await desk.sit();
    const id = await open(page);
    const steps = page.getByRole("article");
    const before = await steps.count();
    await page.getByRole("button", { name: "Remove Menu: “For wheels, press 7.”" }).click();
    await page.getByText("Menu removed, with 2 steps that only it led to.").waitFor();
    expect(await steps.count()).toBe(before - 3);
    await page.getByRole("button", { name: "Undo" }).click();
    await card(page, /For wheels/).waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);

    await page.getByLabel("Name", { exact: true }).fill("Night line");
    await page.getByRole("link", { name: "Tasks" }).click();
    const asked = page.getByRole("dialog", { name: "Leave without saving?" });
    await asked.getByRole("button", { name: "Stay here" }).click();
    const { version, name: _, ...flow } = await read(`/call-flows/${id}`);
    const { entry, nodes } = flow;
    const theirs = { name: "Day line", version, entry, nodes };
    expect((await desk.hub.agent.put(`/api/v1/call-flows/${id}`, theirs)).status).toBe(200);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Somebody else has saved this call flow since you opened it").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Night line");
    await page.getByRole("button", { name: "Save mine in its place" }).click();
    await page.getByRole("heading", { name: "Night line" }).waitFor();
    expect(await read(`/call-flows/${id}`)).toMatchObject({ name: "Night line", version: version + 2 });
    await page.getByRole("link", { name: "Tasks" }).click();
    await page.getByRole("heading", { name: "Tasks" }).waitFor();
  });

  test("a sound is uploaded, named and kept; what is none is refused at its field", async () => {
    const page = await desk.sit();
    const id = await open(page);
    const greeting = card(page, /^Say something: “Thank you/);
    await greeting.getByRole("button", { expanded: false }).click();
    await greeting.getByText("Sound", { exact: true }).click();
    const said = card(page, /^Say something/).first();
    const choose = async (name: string, buffer: Buffer) => {
      const chooser = page.waitForEvent("filechooser");
      await said.getByRole("button", { name: /file for/ }).click();
      await (await chooser).setFiles({ name, mimeType: "audio/wav", buffer });
      await said.getByText(name, { exact: true }).first().waitFor();
    };
    await choose("none.wav", Buffer.from("no sound"));
    await page.getByRole("button", { name: "Save" }).click();
    await said.getByText("is neither MP3 nor WAV").waitFor();
    await choose("welcome.wav", wave());
    await save(page);
    expect((await read(`/call-flows/${id}`)).sounds).toMatchObject([{ name: "welcome.wav" }]);
  });

  test("what is heard is read aloud in its language by who wishes so", async () => {
    const page = await desk.sit();
    await page.addInitScript(() => {
      const spoken: string[] = [];
      Object.assign(window, { spoken });
      speechSynthesis.speak = (said) => {
        spoken.push(`${said.lang}: ${said.text}`);
        said.onend?.(new SpeechSynthesisEvent("end", { utterance: said }));
      };
    });
    await open(page);
    await page.getByLabel("Read aloud").check();
    await page.getByRole("button", { name: "Call", exact: true }).click();
    const spoken = () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
    await eventually(async () =>
      expect(await spoken()).toEqual(["en: For sales, press 1. For spare parts, press 2."]),
    );
  });

  test("a supervisor reads and tries it, and changes nothing", async () => {
    const sam = await desk.invite("Sam");
    const { id } = (await sam.get("/api/v1/me")).body;
    await desk.hub.agent.patch(`/api/v1/people/${id}`, { role: "supervisor" });
    const page = await desk.sit({ as: sam });
    await open(page);
    expect(await page.getByRole("button", { name: /^(Save|Remove|Add|Archive)/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await log(page)
      .getByText(/^For sales, press 1/)
      .waitFor();
  });

  test("a website's callers are given a call flow, which then stays; other channels have none to give", async () => {
    const page = await desk.sit();
    const [{ id, name }] = await read("/call-flows");
    const channels: { id: string; connector: string; name: string }[] = await read("/channels");
    const of = (connector: string) => channels.find((channel) => channel.connector === connector);
    const website = of("webchat");
    await go(page, `/channels/${of("api")?.id}`);
    await page.getByLabel("Teams").first().waitFor();
    expect(await page.getByRole("combobox", { name: "Call flow" }).count()).toBe(0);
    await go(page, `/channels/${website?.id}`);
    const box = page.getByRole("combobox", { name: "Call flow" });
    await box.click();
    await page.getByRole("option", { name }).click();
    await page.getByRole("button", { name: "Save" }).click();
    const bound = (callFlowId: string | null) =>
      eventually(async () => expect(await read(`/channels/${website?.id}`)).toMatchObject({ callFlowId }));
    await bound(id);
    const refused = await desk.hub.agent.delete(`/api/v1/call-flows/${id}`);
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringContaining(`${website?.name}`),
    ]);
    await desk.hub.agent.patch(`/api/v1/channels/${website?.id}`, { callFlowId: null });
  });

  test.each([
    1440, 390,
  ])("axe finds nothing serious in light and dark, and nothing scrolls sideways, at %i", async (width) => {
    const page = await desk.sit({ width });
    await go(page, "/call-flows");
    await page.getByText("Night line").waitFor();
    await isFine(page);
    await open(page);
    await card(page, /^Menu: “For wheels/)
      .getByRole("button", { expanded: false })
      .click();
    await card(page, /^Queue/)
      .getByRole("button", { expanded: false })
      .click();
    await isFine(page);
    if (width < 1_100) await page.getByText("Try it", { exact: true }).first().click();
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await log(page)
      .getByText(/^For sales, press 1/)
      .waitFor();
    await isFine(page);
  });
});

const officeHours = {
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  days: [{ weekday: 1, spans: [{ from: 480, to: 1_080 }] }],
  holidays: [],
};

/** A tenth of a second of silence. */
function wave(): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF\x64\x06\0\0WAVEfmt ", "latin1");
  head.writeUInt32LE(16, 16);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const) {
    head.writeUInt16LE(value, at);
  }
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.write("data", 36);
  head.writeUInt32LE(1_600, 40);
  return Buffer.concat([head, Buffer.alloc(1_600)]);
}

async function isFine(page: Page) {
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect({ found: await seriousInBoth(page), isWide }).toEqual({ found: [], isWide: false });
}
