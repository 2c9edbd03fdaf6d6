import type { BrowserContext } from "playwright-core";
import type { Socket } from "socket.io-client";
import { expect } from "vitest";
import type { AgentToServer, ServerToAgent } from "../../server/contract/sockets.ts";
import { eventually } from "../eventually.ts";
import { type LegPage, openLegPage, watchConnections } from "./call-browsers.ts";
import type { ChatHub } from "./hub.ts";
import type { Site } from "./site.ts";
import { openTab, type Tab } from "./visitor.ts";

type Phone = Socket<ServerToAgent, AgentToServer>;

export interface Talk {
  callId: string;
  legId: string;
  leg: LegPage;
}

/** The site's chat takes calls, and they ring at the agent's screen, whose phone is ready. */
export async function takeCalls(hub: ChatHub, site: Site, settings = {}): Promise<Phone> {
  await hub.set({ origins: [site.url], title: "Oak & Sons", calls: "on", ...settings });
  const { body: me } = await hub.agent.get("/api/v1/me");
  const queue = { name: "Sales", channelIds: [hub.channelId], personIds: [me.id], offerSeconds: 600 };
  expect((await hub.agent.post("/api/v1/queues", queue)).status).toBe(201);
  const socket = await hub.screen();
  socket.emit("phone", true);
  return socket;
}

/** A visitor calls from the site, and waits. */
export async function callUs(visitor: BrowserContext, site: Site): Promise<Tab> {
  const tab = await openTab(visitor, "about:blank");
  await watchConnections(tab.page);
  await tab.page.goto(site.url);
  await tab.open();
  await tab.dialog.getByRole("button", { name: "Call us" }).click();
  await tab.dialog.getByText("You are in line. Please stay on the line.").waitFor();
  return tab;
}

/** The agent accepts what is offered, in a page of its own, and the two talk. */
export async function talk(
  { hub, person, socket }: { hub: ChatHub; person: BrowserContext; socket: Phone },
  tab: Tab,
): Promise<Talk> {
  const { callId, legId } = await accept(hub);
  const leg = await openLegPage(person, { url: hub.url, legId, socket });
  await eventually(async () => expect(await leg.states()).toContain("connected"));
  const told = await hub.agent.put(`/api/v1/calls/${callId}/legs/${legId}/state`, { state: "connected" });
  expect(told.status).toBe(200);
  await tab.dialog.getByText("You are talking with us.").waitFor();
  return { callId, legId, leg };
}

/** Accepts what is offered, and gives the leg that this begins. */
async function accept(hub: ChatHub): Promise<{ callId: string; legId: string }> {
  const offered = await eventually(async () => {
    const { body } = await hub.agent.get("/api/v1/me/work");
    const found = body.items.find((item: { kind: string; state: string }) => item.state === "offered");
    expect(found).toMatchObject({ kind: "call" });
    return found;
  });
  expect((await hub.agent.post(`/api/v1/work-items/${offered.id}/acceptance`)).status).toBeLessThan(300);
  return eventually(async () => {
    const { body } = await hub.agent.get("/api/v1/me/phone");
    expect(body.calls).toHaveLength(1);
    const [{ call, legId }] = body.calls;
    return { callId: call.id, legId };
  });
}
