import type { Browser, BrowserContext } from "playwright-core";
import type { Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AgentToServer, ServerToAgent } from "../../server/contract/sockets.ts";
import { eventually } from "../eventually.ts";
import { Browser as Client } from "../http/browser.ts";
import { invite } from "../http/set-up.ts";
import { chromiumPath } from "../setup/parts.ts";
import { callArgs, carriesSound, connectionsOf, hears, hearsNothing, openLegPage } from "./call-browsers.ts";
import { type ChatHub, startChatHub } from "./hub.ts";
import { type Site, startSite } from "./site.ts";
import { callUs as callFrom, takeCalls, talk as talkIn } from "./talk.ts";
import { openBrowser, openTab, type Tab } from "./visitor.ts";

describe.skipIf(!chromiumPath())("a visitor's call", () => {
  let hub: ChatHub;
  let site: Site;
  let browser: Browser;
  let visitor: BrowserContext;
  let person: BrowserContext;
  let socket: Socket<ServerToAgent, AgentToServer>;

  beforeAll(async () => {
    hub = await startChatHub({ CALL_LOSS_SECONDS: "10" });
    site = await startSite(hub.url, hub.channelId);
    socket = await takeCalls(hub, site);
    browser = await openBrowser(callArgs);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await hub?.stop();
  });
  beforeEach(async () => {
    visitor = await browser.newContext();
    person = await browser.newContext({ bypassCSP: true });
  });
  afterEach(async () => {
    await visitor.close();
    await person.close();
    await eventually(async () => expect((await hub.agent.get("/api/v1/me/phone")).body.calls).toEqual([]));
  });

  const callUs = () => callFrom(visitor, site);
  const talk = (tab: Tab) => talkIn({ hub, person, socket }, tab);

  const stageOf = async (callId: string) => {
    const { body } = await hub.agent.get(`/api/v1/calls/${callId}`);
    return [body.stage, body.outcome];
  };

  test("rings, is answered, and both hear each other until it is held and ended", async () => {
    const tab = await callUs();
    const { callId, leg } = await talk(tab);
    await hears(tab.page);
    await hears(leg.page);

    await leg.hold(true);
    expect((await hub.agent.put(`/api/v1/calls/${callId}/hold`, { isHeld: true })).status).toBe(200);
    await tab.dialog.getByText("You are on hold.").waitFor();
    await hearsNothing(leg.page);
    await leg.hold(false);
    expect((await hub.agent.put(`/api/v1/calls/${callId}/hold`, { isHeld: false })).status).toBe(200);
    await tab.dialog.getByText("You are talking with us.").waitFor();
    await hears(tab.page);
    await hears(leg.page);

    await tab.launcher.click();
    await tab.page.getByRole("button", { name: "Back to your call" }).click();
    await tab.dialog.getByText("You are talking with us.").waitFor();
    expect((await hub.agent.post(`/api/v1/calls/${callId}/end`)).status).toBe(200);
    await tab.dialog.getByText("The call has ended.").waitFor();
    expect(await tab.dialog.getByText("Leave your number").count()).toBe(0);
    await tab.launcher.click();
    await tab.page.getByRole("button", { name: "Open chat" }).waitFor();
    await eventually(async () => expect((await leg.states()).at(-1)).toBe("ended"));
    expect(await stageOf(callId)).toEqual(["ended", "answered"]);
    expect(tab.problems).toEqual([]);
  });

  test("goes on after the person's page was loaded again, and after the visitor's pipe was gone", async () => {
    const tab = await callUs();
    const { legId, callId, leg } = await talk(tab);
    await leg.page.close();
    const again = await openLegPage(person, { url: hub.url, legId, socket });
    await eventually(async () => expect(await again.states()).toContain("connected"));
    await hears(again.page);
    await hears(tab.page);

    await visitor.setOffline(true);
    await visitor.setOffline(false);
    await tab.dialog.getByRole("button", { name: "Hang up" }).click();
    await tab.dialog.getByText("The call has ended.").waitFor();
    expect(await tab.dialog.getByText("Leave your number").count()).toBe(0);
    await eventually(async () => expect(await stageOf(callId)).toEqual(["ended", "answered"]));
    await eventually(async () => expect((await again.states()).at(-1)).toBe("ended"));
  });

  test("goes on after the visitor's page was loaded again, with its clock, and no other tab takes it", async () => {
    const tab = await callUs();
    const { callId, leg } = await talk(tab);
    await tab.dialog.getByRole("button", { name: "Mute" }).click();
    const clock = tab.dialog.getByRole("timer");
    await eventually(async () => expect(await clock.textContent()).not.toBe("0:00"));
    // What another tab would have if the browser copied this one.
    const memory = await tab.page.evaluate(() => ({ ...sessionStorage }));
    const copy = await openTab(visitor, "about:blank");
    await copy.page.addInitScript((kept) => {
      for (const [key, value] of Object.entries(kept)) sessionStorage.setItem(key, value);
    }, memory);

    await tab.page.reload();
    await tab.dialog.getByText("You are talking with us.").waitFor();
    expect(await clock.textContent()).not.toBe("0:00");
    const mute = tab.dialog.getByRole("button", { name: "Mute" });
    expect(await mute.getAttribute("aria-pressed")).toBe("true");
    await hears(tab.page);
    await hearsNothing(leg.page);
    await mute.click();
    await hears(leg.page);
    expect((await leg.states()).at(-1)).toBe("connected");

    await copy.page.goto(site.url);
    await eventually(async () =>
      expect(await copy.dialog.getByRole("button", { name: "Call us" }).isEnabled()).toBe(true),
    );
    expect(await copy.dialog.getByText("You are talking with us.").count()).toBe(0);
    await hears(leg.page);
    await tab.dialog.getByRole("button", { name: "Hang up" }).click();
    await eventually(async () => expect(await stageOf(callId)).toEqual(["ended", "answered"]));
    await tab.page.reload();
    await tab.dialog.getByRole("button", { name: "Call us" }).waitFor();
    expect(await tab.dialog.getByText("The call has ended.").count()).toBe(0);
    expect(tab.problems).toEqual([]);
  });

  test("is offered only within office hours where the channel says so, without the page being loaded again", async () => {
    const officeHours = (spans: { from: number; to: number }[]) => ({
      officeHours: {
        timeZone: "UTC",
        days: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, spans })),
        holidays: [],
      },
    });
    const path = `/api/v1/channels/${hub.channelId}`;
    expect((await hub.agent.patch(path, officeHours([]))).status).toBe(200);
    await hub.set({ calls: "officeHours" });
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.field.waitFor();
    const button = tab.dialog.getByRole("button", { name: "Call us" });
    expect(await button.count()).toBe(0);
    expect((await hub.agent.patch(path, officeHours([{ from: 0, to: 1440 }]))).status).toBe(200);
    await eventually(async () => {
      await tab.page.keyboard.press("Escape");
      await tab.open();
      await button.waitFor({ timeout: 500 });
    });
    expect((await hub.agent.patch(path, { officeHours: null })).status).toBe(200);
    await hub.set({ calls: "on" });
  });

  test("is joined by somebody else, who then hears the first person and the visitor, as they do", async () => {
    const bea = await invite(hub.agent, new Client(hub.url), "Bea");
    const { body: me } = await bea.get("/api/v1/me");
    const screen = await hub.screen(bea);
    screen.emit("phone", true);
    const tab = await callUs();
    const { callId, leg } = await talk(tab);
    await eventually(async () => {
      const to = { kind: "person", personId: me.id };
      const added = await hub.agent.post(`/api/v1/calls/${callId}/legs`, { to, leaves: false });
      expect(added.status).toBe(201);
    });
    const [{ legId }] = (await bea.get("/api/v1/me/phone")).body.calls;
    const other = await openLegPage(person, { url: hub.url, legId, socket: screen });
    await eventually(async () => expect(await other.states()).toContain("connected"));
    const told = await bea.put(`/api/v1/calls/${callId}/legs/${legId}/state`, { state: "connected" });
    expect(told.status).toBe(200);
    await hears(tab.page);
    // What the two hear now can only be each other.
    await tab.dialog.getByRole("button", { name: "Mute" }).click();
    for (const each of [leg, other]) {
      await eventually(async () => expect(await connectionsOf(each.page)).toBe(2));
      await carriesSound(each);
    }

    await bea.delete(`/api/v1/calls/${callId}/legs/${legId}`);
    await eventually(async () => expect((await other.states()).at(-1)).toBe("ended"));
    await eventually(async () => expect(await connectionsOf(tab.page)).toBe(1));
    await tab.dialog.getByRole("button", { name: "Hang up" }).click();
    await eventually(async () => expect((await stageOf(callId))[0]).toBe("ended"));
  });

  test("that is muted is not heard, and one whose page has crashed is over", async () => {
    const tab = await callUs();
    const { callId, leg } = await talk(tab);
    const mute = tab.dialog.getByRole("button", { name: "Mute" });
    await mute.click();
    expect(await mute.getAttribute("aria-pressed")).toBe("true");
    await hearsNothing(leg.page);
    await mute.click();
    await hears(leg.page);
    // Another tab of the same visitor's has a pipe of its own.
    const other = await openTab(visitor, site.url);
    const crashed = tab.page.waitForEvent("crash");
    tab.page.goto("chrome://crash").catch(() => {});
    await crashed;
    expect(await other.launcher.isVisible()).toBe(true);
    await eventually(async () => expect((await stageOf(callId))[0]).toBe("ended"), { withinMs: 60_000 });
  });
});

describe.skipIf(!chromiumPath())("without a microphone", () => {
  test("a visitor is told kindly, and no call is made", async () => {
    const hub = await startChatHub();
    const site = await startSite(hub.url, hub.channelId);
    const browser = await openBrowser(["--deny-permission-prompts"]);
    try {
      await hub.set({ origins: [site.url], title: "Oak & Sons", calls: "on" });
      const tab = await openTab(await browser.newContext(), site.url);
      await tab.open();
      await tab.dialog.getByRole("button", { name: "Call us" }).click();
      await tab.dialog.getByText("We cannot hear you").waitFor();
      await tab.dialog.getByRole("button", { name: "Close", exact: true }).click();
      expect((await hub.agent.get("/api/v1/calls")).body.items).toEqual([]);
      expect(await tab.dialog.getByRole("button", { name: "Call us" }).isEnabled()).toBe(true);
    } finally {
      await browser.close();
      await site.stop();
      await hub.stop();
    }
  });
});
