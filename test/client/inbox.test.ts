import { randomUUID } from "node:crypto";
import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { answerField, messages, openConversation, setDesk, skipUndo } from "./desk.ts";

describe.skipIf(!chromiumPath())("the inbox", () => {
  const desk = setDesk();

  const textsOf = async (preview: string) => desk.hub.textsOf(await desk.hub.conversationOf(preview));

  test("a chat is found, opened and answered by keyboard alone", async () => {
    await desk.write("Keyboard Kim", "Do you have this in blue?");
    const page = await desk.sit({ canSkip: true });
    await page.getByText("Keyboard Kim").first().waitFor();
    await page.keyboard.press("j");
    await eventually(async () => expect(await page.locator(":focus").innerText()).toContain("Keyboard Kim"));
    await page.keyboard.press("Enter");
    await messages(page).getByText("Do you have this in blue?").waitFor();
    await page.keyboard.press("r");
    await page.keyboard.type("We do, in two blues.");
    await page.keyboard.press("Control+Enter");
    await skipUndo(page);
    await eventually(async () => expect(await textsOf("We do, in two blues.")).toHaveLength(2));
  });

  test("what comes in after a page was read, and before its socket stands, is heard by that", async () => {
    await desk.write("Early Ed", "First");
    const page = await desk.sit({ isOwn: true });
    await page.getByText("Early Ed").waitFor();
    const [isRead, said] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
    await page.routeWebSocket("**/socket/**", async (socket) => {
      await isRead.promise;
      const hub = socket.connectToServer();
      socket.onMessage((message) => {
        if (String(message).startsWith("40/agents")) said.resolve(String(message));
        hub.send(message);
      });
    });
    const answer = page.waitForResponse("**/api/v1/me");
    await page.reload();
    const { position } = await (await answer).json();
    await page.getByText("Early Ed").waitFor();
    await desk.write("Late Lia", "While it connects");
    isRead.resolve();
    expect(await said.promise).toBe(`40/agents,${JSON.stringify({ position })}`);
    await page.getByText("Late Lia").waitFor();
  });

  test("a draft is there again after a reload, and is not what another conversation holds", async () => {
    await desk.write("Drafty Dana", "Hello?");
    await desk.write("Other Olga", "Hi");
    const page = await desk.sit();
    await openConversation(page, "Drafty Dana");
    await answerField(page).fill("Half a sen");
    await openConversation(page, "Other Olga");
    await eventually(async () => expect(await answerField(page).inputValue()).toBe(""));
    await openConversation(page, "Drafty Dana");
    await page.reload();
    await eventually(async () => expect(await answerField(page).inputValue()).toBe("Half a sen"));
  });

  test("an answer whose first try was cut off is there once", async () => {
    await desk.write("Cut Carl", "Are you open on Sunday?");
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Cut Carl");
    let tries = 0;
    await page.route("**/interactions", async (route: Route) => {
      if (route.request().method() !== "POST") return route.continue();
      tries += 1;
      if (tries > 1) return route.continue();
      // The hub keeps it, and the page never hears so.
      await route.fetch();
      await route.abort();
    });
    await answerField(page).fill("From ten to four.");
    await page.keyboard.press("Control+Enter");
    await skipUndo(page);
    await messages(page).getByText("From ten to four.").waitFor();
    await eventually(() => expect(tries).toBeGreaterThan(1));
    await eventually(async () => expect(await page.getByText("Sending").count()).toBe(0));
    expect(await messages(page).getByText("From ten to four.").count()).toBe(1);
    expect(await textsOf("From ten to four.")).toEqual(["Are you open on Sunday?", "From ten to four."]);
  });

  test("an answer can be taken back for a moment, and is then in the field again", async () => {
    await desk.write("Undo Uma", "What does it cost?");
    const page = await desk.sit();
    await openConversation(page, "Undo Uma");
    await answerField(page).fill("Nothing at all");
    await page.keyboard.press("Control+Enter");
    await messages(page).getByRole("button", { name: "Undo" }).click();
    expect(await answerField(page).inputValue()).toBe("Nothing at all");
    expect(await textsOf("What does it cost?")).toEqual(["What does it cost?"]);
  });

  test("an answer that is still held goes out when its page is left", async () => {
    await desk.write("Leaving Lea", "Anybody?");
    const page = await desk.sit();
    await openConversation(page, "Leaving Lea");
    await answerField(page).fill("Yes, we are here.");
    await page.keyboard.press("Control+Enter");
    await messages(page).getByRole("button", { name: "Undo" }).waitFor();
    await page.goto("about:blank");
    await eventually(async () => expect(await textsOf("Yes, we are here.")).toHaveLength(2));
  });

  test("what came in since the answer was begun is shown before it goes out", async () => {
    await desk.write("Hasty Hans", "I want two.");
    const page = await desk.sit();
    await openConversation(page, "Hasty Hans");
    await answerField(page).fill("Two it is.");
    await desk.write("Hasty Hans", "No, make it three!");
    await page.getByText("Came in while you write").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Keep writing" }).click();
    expect(await answerField(page).inputValue()).toBe("Two it is.");
    expect(await textsOf("No, make it three!")).toHaveLength(2);
  });

  test("a colleague who looks, and then types, is shown beside the answer", async () => {
    await desk.write("Shared Shaun", "Who takes me?");
    const other = await desk.sit({ as: await desk.invite("Bea") });
    const page = await desk.sit();
    await openConversation(page, "Shared Shaun");
    await openConversation(other, "Shared Shaun");
    await page.getByText("Bea is here").waitFor();
    await answerField(other).pressSequentially("I do");
    await page.getByText("Bea is answering").waitFor();
  });

  test("without the socket it says so, polls, and catches up", async () => {
    await desk.write("Socket Sam", "One");
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Socket Sam");
    const line = await cutLine(page);
    await page.getByText("Live updates are off, checking every few seconds").waitFor();
    await desk.write("Socket Sam", "Two, while it is off");
    await skipUntil(page, async () =>
      expect(await messages(page).getByText("Two, while it is off").count()).toBe(1),
    );
    await line.mend();
    await skipUntil(page, async () => expect(await page.getByText("Live updates are off").count()).toBe(0));
    await desk.write("Socket Sam", "Three, live again");
    await messages(page).getByText("Three, live again").waitFor();
    expect(await messages(page).getByText("Two, while it is off").count()).toBe(1);
  });

  test("new rows wait above while the list is being read", async () => {
    await desk.write("Steady Stan", "First");
    const page = await desk.sit();
    await page.getByText("Steady Stan").first().hover();
    const before = await page.getByRole("list", { name: "All open" }).getByRole("link").allInnerTexts();
    const name = `Newcomer ${randomUUID().slice(0, 4)}`;
    await desk.write(name, "Just in");
    await page.getByRole("button", { name: "1 new" }).waitFor();
    const during = await page.getByRole("list", { name: "All open" }).getByRole("link").allInnerTexts();
    expect(during.map((row) => row.split("\n")[0])).toEqual(before.map((row) => row.split("\n")[0]));
    await page.getByRole("button", { name: "1 new" }).click();
    await page.getByRole("list", { name: "All open" }).getByText(name).waitFor();
  });

  test("on a phone there is one column, with a way back, and nothing runs out of it", async () => {
    await desk.write("Phone Phil", "averylongwordwithoutanyspace".repeat(12));
    const page = await desk.sit({ width: 360, height: 720 });
    await openConversation(page, "Phone Phil");
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(360);
    await page.getByRole("button", { name: "Client card" }).click();
    await page
      .getByRole("complementary", { name: "Client card" })
      .getByText("phone.phil@example.com")
      .waitFor();
    expect(await width()).toBe(360);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("list", { name: "All open" }).waitFor();
  });
});

/** Some seconds at a time, as a page looks again only after a while. */
const skipUntil = (page: Page, expectation: () => Promise<void>) =>
  eventually(async () => {
    await page.clock.fastForward(5000);
    await expectation();
  });

/** Cuts this page's sockets and keeps them cut; plain requests go on. */
async function cutLine(page: Page) {
  const closed = (route: Route) => route.abort();
  await page.context().route("**/socket/**", closed);
  await page.routeWebSocket(/\/socket\//, (socket) => socket.close());
  // The socket that stands was made before; a reload makes the next ones, which are refused.
  await page.reload();
  return {
    async mend() {
      await page.context().unroute("**/socket/**", closed);
      await page.routeWebSocket(/\/socket\//, (socket) => void socket.connectToServer());
    },
  };
}
