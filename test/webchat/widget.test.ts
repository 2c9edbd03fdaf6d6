import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setStage, shows } from "./stage.ts";
import { openTab } from "./visitor.ts";

describe.skipIf(!chromiumPath())("a conversation on somebody's strict page", () => {
  const stage = setStage();

  test("both sides see both sides, hostile text is text, and a reload keeps all of it once", async () => {
    const { hub, site, visitor } = stage;
    const tab = await openTab(visitor, `${site.url}/oak?utm_source=fb&utm_medium=social&utm_campaign=spring`);
    await tab.launcher.waitFor();
    await tab.page.goto(`${site.url}/tables`);
    await tab.open();
    await tab.say("Do you ship?");
    await tab.say("To Норвегия 🇳🇴, <b>please</b>");
    const conversation = await hub.conversationOf("To Норвегия 🇳🇴, <b>please</b>");
    const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> مرحبا`;
    await hub.answer(conversation, evil);
    const all = ["Do you ship?", "To Норвегия 🇳🇴, <b>please</b>", evil];
    await shows(tab, all);
    expect(await tab.log.locator(".author").allTextContents()).toEqual(["Ada Agent"]);
    expect(await hub.textsOf(conversation)).toEqual(all);
    await tab.page.reload();
    // It was open, so it opens.
    await tab.dialog.waitFor();
    await shows(tab, all);
    expect(await tab.page.title()).toBe("Oak & Sons");
    const { body } = await hub.agent.get(`/api/v1/conversations/${conversation}`);
    expect(body.source).toMatchObject({ kind: "social", name: "Facebook", campaign: "spring" });
    expect(tab.problems).toEqual([]);
    expect(await visitor.cookies()).toEqual([]);
  });

  test("what is written offline, and what is sent while answers get lost, arrives exactly once", async () => {
    const { hub, site, visitor } = stage;
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.say("First");
    const conversation = await hub.conversationOf("First");
    await visitor.setOffline(true);
    await tab.say("Written offline");
    await tab.dialog.getByText("You are offline").waitFor();
    await visitor.setOffline(false);
    await eventually(async () =>
      expect(await hub.textsOf(conversation)).toEqual(["First", "Written offline"]),
    );

    let lost = 0;
    await tab.page.route("**/inbound/messages", async (route) => {
      if (route.request().method() !== "POST" || lost >= 1) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await tab.say("The answer is lost");
    await tab.page.reload();
    const all = ["First", "Written offline", "The answer is lost"];
    await shows(tab, all);
    await eventually(async () => expect(await tab.log.locator(".icon-clock").count()).toBe(0));
    expect(lost).toBe(1);
    expect(await hub.textsOf(conversation)).toEqual(all);
  });

  test("two tabs are one visitor, in step", async () => {
    const { hub, site, visitor } = stage;
    const [one, two] = [await openTab(visitor, site.url), await openTab(visitor, site.url)];
    await one.open();
    await one.say("From the first");
    const conversation = await hub.conversationOf("From the first");
    await two.open();
    await shows(two, ["From the first"]);
    await two.say("From the second");
    await shows(one, ["From the first", "From the second"]);
    await hub.answer(conversation, "To both");
    for (const tab of [one, two]) await shows(tab, ["From the first", "From the second", "To both"]);
    expect(await hub.textsOf(conversation)).toEqual(["From the first", "From the second", "To both"]);
  });

  test("without any socket it asks now and then", async () => {
    const { hub, site, visitor } = stage;
    const tab = await openTab(visitor, "about:blank");
    await tab.page.route("**/socket/**", (route) => route.abort());
    await tab.page.goto(site.url);
    await tab.open();
    await tab.say("No sockets here");
    await hub.answer(await hub.conversationOf("No sockets here"), "That is fine");
    await shows(tab, ["No sockets here", "That is fine"]);
  });

  test("typing and read marks go both ways", async () => {
    const { hub, site, visitor } = stage;
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.say("Who is there?");
    const conversationId = await hub.conversationOf("Who is there?");
    const screen = await hub.screen();
    const typed: boolean[] = [];
    screen.on("contactTyping", (message) => typed.push(message.isTyping));
    screen.emit("viewing", { conversationId });
    await eventually(async () => {
      await tab.field.fill("");
      await tab.field.pressSequentially("I am typ");
      expect(typed).toContain(true);
    });
    await eventually(async () => {
      screen.emit("typing", { conversationId, isTyping: true });
      expect(await tab.dialog.getByText("Ada Agent is typing").count()).toBe(1);
    });
    expect(await tab.dialog.getByText("Seen").count()).toBe(0);
    await hub.agent.put(`/api/v1/conversations/${conversationId}/read-position`, { position: 1 });
    await tab.dialog.getByText("Seen").waitFor();
    await hub.answer(conversationId, "Ada is here");
    await eventually(async () => {
      const { body } = await hub.agent.get(`/api/v1/conversations/${conversationId}/interactions`);
      expect(body.items.find((item: { text: string }) => item.text === "Ada is here").state).toBe("read");
    });
  });

  test("closed, it counts what is new, and opening reads it", async () => {
    const { hub, site, visitor } = stage;
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.say("Call me later");
    const conversation = await hub.conversationOf("Call me later");
    await tab.field.press("Escape");
    await tab.dialog.waitFor({ state: "hidden" });
    expect(await tab.launcher.evaluate((element) => element.matches(":focus"))).toBe(true);
    await hub.answer(conversation, "One");
    await hub.answer(conversation, "Two");
    await tab.page.getByRole("button", { name: "Open chat, 2 new" }).click();
    await shows(tab, ["Call me later", "One", "Two"]);
    await tab.page.reload();
    await tab.page.getByRole("button", { name: "Close chat" }).last().click();
    await tab.page.getByRole("button", { name: "Open chat", exact: true }).waitFor();
  });
});
