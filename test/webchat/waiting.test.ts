import { describe, expect, test } from "vitest";
import { chromiumPath } from "../setup/parts.ts";
import { setStage } from "./stage.ts";
import { openTab } from "./visitor.ts";

describe.skipIf(!chromiumPath())("a visitor who waits in a queue", () => {
  const stage = setStage();

  test("sees the place in line, moves up as others are served, and sees none once it is his turn", async () => {
    const { hub, site, browser, visitor } = stage;
    const made = await hub.agent.post("/api/v1/queues", { name: "Sales", channelIds: [hub.channelId] });
    expect(made.status).toBe(201);
    const first = await openTab(visitor, site.url);
    await first.open();
    await first.say("I was here before");
    const conversation = await hub.conversationOf("I was here before");
    await first.dialog.getByText("You are next in line.").waitFor();

    const other = await browser.newContext();
    try {
      const second = await openTab(other, site.url);
      await second.open();
      await second.say("And I came after");
      await second.dialog.getByText("You are number 2 in line.").waitFor();
      const { body: me } = await hub.agent.get("/api/v1/me");
      await hub.agent.put(`/api/v1/conversations/${conversation}/assignee`, { personId: me.id });
      await first.dialog.getByText("in line").waitFor({ state: "hidden" });
      await second.dialog.getByText("You are next in line.").waitFor();
      await second.page.reload();
      await second.dialog.getByText("You are next in line.").waitFor();
      expect([...first.problems, ...second.problems]).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
