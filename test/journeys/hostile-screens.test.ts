import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { setDesk } from "../client/desk.ts";
import { eventually } from "../eventually.ts";
import { harmlessText } from "../http/hostile/texts.ts";
import { chromiumPath } from "../setup/parts.ts";

const evil = `<img src="x" onerror="document.title='owned'"><script>document.title='owned'</script>`;
const texts = [
  evil,
  ...harmlessText,
  "NUL \u0000 inside",
  "half \ud83d",
  `${"endless".repeat(2_000)} end`,
  "Z\u0351\u036b\u0343\u036a\u0302".repeat(200),
];

describe.skipIf(!chromiumPath())("whatever contacts call themselves and write", () => {
  const desk = setDesk();

  test("agents' screens show it as text, whole and within their edges", async () => {
    const { agent } = desk.hub;
    const made = await agent.post("/api/v1/channels", { connector: "api", name: evil, settings: {} });
    const inbound = `/api/v1/channels/${made.body.id}/inbound`;
    const headers = { authorization: `Bearer ${made.body.settings.token}` };
    const write = (thread: string, name: string, said: string[]) => {
      const from = { identity: { kind: "customer", address: thread }, name };
      const messages = said.map((text, nth) => ({
        type: "message",
        externalId: `${thread}-${nth}`,
        thread,
        from,
        text,
      }));
      return eventually(async () => expect((await agent.post(inbound, messages, headers)).status).toBe(202));
    };
    // Somebody of each name for the lists, and one who has written it all.
    for (const [nth, text] of texts.entries()) await write(`${nth}`, text.slice(0, 200), [text]);
    await write("all", evil, texts);
    const open = await eventually(async () => {
      const { body } = await agent.get("/api/v1/conversations");
      expect(body.items).toHaveLength(texts.length + 1);
      return body.items[0];
    });
    const note = { kind: "note", text: evil, clientKey: "a-hostile-note", fileIds: [] };
    expect((await agent.post(`/api/v1/conversations/${open.id}/interactions`, note)).status).toBe(201);
    const { body: me } = await agent.get("/api/v1/me");
    const task = { title: evil, assigneeId: me.id, dueAt: new Date().toISOString() };
    expect((await agent.post("/api/v1/tasks", task)).status).toBe(201);

    for (const width of [1440, 360]) {
      const page = await desk.sit({ width });
      const problems = problemsOf(page);
      for (const [path, shows] of [
        ["/inbox/all", evilText],
        [`/inbox/all/${open.id}`, (on) => on.getByRole("log").getByText(evil).first()],
        ["/contacts", evilText],
        [`/contacts/${open.contact.id}`, evilText],
        ["/deals", evilText],
        ["/tasks", evilText],
        ["/channels", evilText],
        [`/channels/${made.body.id}`, (on) => on.getByRole("textbox", { name: "Name" })],
      ] satisfies [string, (page: Page) => Locator][]) {
        await page.goto(desk.hub.url + path);
        await shows(page)
          .waitFor({ timeout: 20_000 })
          .catch(() => expect.fail(`${path} at ${width} pixels does not show it`));
        expect({ path, width, ...(await lookAt(page)) }).toEqual({ path, width, owned: [], wide: false });
      }
      expect(problems).toEqual([]);
    }
  });
});

const evilText = (page: Page) => page.getByText(evil).filter({ visible: true }).first();

function problemsOf(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => problems.push(`a dialog: ${dialog.message()}`));
  return problems;
}

/** What became markup of what is text, and whether the page runs out of its window. */
const lookAt = (page: Page) =>
  page.evaluate(() => ({
    owned: [
      ...[...document.querySelectorAll("img[src=x], img[onerror], main script")].map((one) => one.outerHTML),
      ...(document.title === "owned" ? ["title"] : []),
    ],
    wide: document.documentElement.scrollWidth > window.innerWidth,
  }));
