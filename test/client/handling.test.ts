import pg from "pg";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { answerField, messages, openConversation, setDesk, skipUndo } from "./desk.ts";

describe.skipIf(!chromiumPath())("what is done with messages", () => {
  const desk = setDesk();
  const card = (page: Page) => page.getByRole("complementary", { name: "Client card" });
  const list = (page: Page) => page.getByRole("list", { name: "All open" });
  /** Rows follow one after the other, so for a moment both may show it. */
  const isListedOnce = (page: Page, text: string) =>
    eventually(async () => expect(await list(page).getByText(text).count()).toBe(1));

  test("a message is taken out into a conversation of its own, and back", async () => {
    await desk.write("Detach Dora", "About the table");
    await desk.write("Detach Dora", "And quite another thing");
    const page = await desk.sit();
    await openConversation(page, "Detach Dora");
    await choose(page, "And quite another thing", "Take out into its own conversation");
    await page.getByText(/^Taken out into #\d+$/).waitFor();
    await messages(page).getByText("And quite another thing").waitFor({ state: "detached" });
    await isListedOnce(page, "And quite another thing");
    await page.getByRole("button", { name: "Undo" }).click();
    await messages(page).getByText("And quite another thing").waitFor();
  });

  test("a message is moved to where it belongs, opened there, and moved back", async () => {
    await desk.write("Move Mia", "The first order", "order 1");
    await desk.write("Move Mia", "Belongs elsewhere", "order 2");
    const page = await desk.sit();
    await list(page).getByText("Belongs elsewhere").click();
    await choose(page, "Belongs elsewhere", "Move to another conversation…");
    await page.getByRole("dialog").getByText("The first order").click();
    await page.getByText(/^Moved to #\d+$/).waitFor();
    await messages(page).getByText("Belongs elsewhere").waitFor({ state: "detached" });
    await isListedOnce(page, "Belongs elsewhere");
    await list(page).getByText("Belongs elsewhere").click();
    await messages(page).getByText("The first order").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await messages(page).getByText("Belongs elsewhere").waitFor({ state: "detached" });
  });

  test("files go with an answer by button, by paste and by drop", async () => {
    await desk.write("Filing Fay", "Send me the papers, please");
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Filing Fay");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Add files" }).click();
    await (await chooser).setFiles({ name: "chosen.txt", mimeType: "text/plain", buffer: Buffer.from("1") });
    await give(answerField(page), "paste", "pasted.txt");
    await give(page.getByRole("region", { name: "Write" }), "drop", "dropped.txt");
    const chips = page.getByRole("list", { name: "Files to send" });
    for (const name of ["chosen.txt", "pasted.txt", "dropped.txt"]) {
      await chips.getByRole("button", { name: `Remove ${name}` }).waitFor();
    }
    await eventually(async () => expect(await page.getByRole("progressbar").count()).toBe(0));
    await chips.getByRole("button", { name: "Remove chosen.txt" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await skipUndo(page);
    await messages(page).getByRole("link", { name: "Download dropped.txt" }).waitFor();
    await messages(page).getByText("Sent", { exact: true }).waitFor();
    const [post] = desk.shop.posts.filter(({ body }) => body.thread === "Filing Fay");
    const sent = (post?.body.files ?? []) as { name: string }[];
    expect(sent.map(({ name }) => name).sort()).toEqual(["dropped.txt", "pasted.txt"]);
  });

  test("a suggested card is joined by a person, and taken apart again", async () => {
    await desk.hub.set({ askEmail: "optional", title: "Ask away" });
    await desk.write("Known Kate", "Last year's order");
    await desk.hub.conversationOf("Last year's order");
    await desk.visit("It is me again", { email: "known.kate@example.com" });
    const page = await desk.sit();
    await list(page).getByText("It is me again").click();
    await card(page).getByText("not verified").waitFor();
    await card(page).getByRole("button", { name: "Join the cards" }).click();
    await page.getByText("Joined to Known Kate").waitFor();
    await card(page).getByRole("link", { name: "Last year's order" }).waitFor();
    await card(page).getByText("not verified").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await card(page).getByRole("button", { name: "Join the cards" }).waitFor();
  });

  test("an answer that was refused says why, and goes out when it is tried again", async () => {
    await desk.write("Refused Rita", "Hello?");
    desk.shop.behave = (_post, response) =>
      void response.writeHead(422).end('{"error":{"message":"No such customer"}}');
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Refused Rita");
    await answerField(page).fill("Good morning!");
    await page.keyboard.press("Control+Enter");
    await skipUndo(page);
    await messages(page).getByText("Not sent").waitFor();
    await messages(page).getByText("No such customer").waitFor();
    desk.shop.behave = undefined;
    await messages(page).getByRole("button", { name: "Try again" }).click();
    await messages(page).getByText("Sent", { exact: true }).waitFor();
    expect(desk.shop.posts.filter(({ body }) => body.text === "Good morning!")).toHaveLength(2);
  });

  test("an answer that may have been sent says so, and goes out again only when asked", async () => {
    await desk.write("Halfway Hal", "Anything new?");
    const conversationId = await desk.hub.conversationOf("Anything new?");
    await desk.hub.answer(conversationId, "Tomorrow.");
    const posts = () => desk.shop.posts.filter(({ body }) => body.text === "Tomorrow.");
    await eventually(() => expect(posts()).toHaveLength(1));
    await leaveHalfWay(desk.hub.databaseUrl, "Tomorrow.");
    const page = await desk.sit();
    await openConversation(page, "Halfway Hal");
    await messages(page).getByText("May have been sent").waitFor();
    expect(posts()).toHaveLength(1);
    await messages(page).getByRole("button", { name: "Send again" }).click();
    await messages(page).getByText("Sent", { exact: true }).waitFor();
    // The other system knows by the key that it has it.
    expect(new Set(posts().map(({ key }) => key)).size).toBe(1);
    expect(posts()).toHaveLength(2);
  });

  test("one channel is shown alone, and those without a name are told apart", async () => {
    await desk.write("Shop Sue", "From the shop");
    await desk.visit("From the website, first");
    await desk.visit("From the website, second");
    const page = await desk.sit();
    await list(page).getByText("From the website, second").waitFor();
    const names = await list(page)
      .getByText(/^Visitor [0-9A-F]{4}$/)
      .allInnerTexts();
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(1);

    await page.getByRole("button", { name: "Show one channel" }).click();
    await page.getByRole("menuitem", { name: "Shop" }).click();
    await list(page).getByText("From the website, first").waitFor({ state: "detached" });
    await list(page).getByText("From the shop").click();
    await page.getByRole("link", { name: /^Unassigned/ }).click();
    await page.getByRole("list", { name: "Unassigned" }).getByText("From the shop").waitFor();
    expect(await page.getByText("From the website, first").count()).toBe(0);
    await page.getByRole("button", { name: "Only Shop" }).click();
    await page.getByRole("menuitem", { name: "All channels" }).click();
    await page.getByText("From the website, first").waitFor();
  });

  test("a conversation that was read opens at its end, however tall its messages are", async () => {
    for (let nth = 1; nth <= 12; nth += 1) {
      await desk.write("Tall Tom", `Part ${nth}\n${"of a long story\n".repeat(6)}`);
    }
    const page = await desk.sit();
    const last = () => messages(page).getByText("Part 12");
    await openConversation(page, "Tall Tom");
    await page.getByRole("button", { name: "To the newest" }).click();
    await list(page)
      .locator("[data-open]")
      .getByRole("img", { name: "Unread" })
      .waitFor({ state: "detached" });
    await page.reload();
    await last().waitFor();
    await eventually(async () => expect(await isInView(last())).toBe(true));
    expect(await page.getByRole("button", { name: "To the newest" }).count()).toBe(0);
  });
});

/** From the menu of one message. */
async function choose(page: Page, text: string, doing: string) {
  const message = messages(page).getByRole("article").filter({ hasText: text });
  await message.hover();
  await message.getByRole("button", { name: "More about this message" }).click();
  await page.getByRole("menuitem", { name: doing }).click();
}

/** As the browser hands over a file that was pasted or dropped there. */
const give = (place: Locator, how: "paste" | "drop", name: string) =>
  place.evaluate(
    (element, [kind, title]) => {
      const data = new DataTransfer();
      data.items.add(new File(["text"], title, { type: "text/plain" }));
      const event =
        kind === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
    },
    [how, name] as const,
  );

/** As a crash leaves it where the other side may take it twice; what connects here refuses that. */
async function leaveHalfWay(databaseUrl: string, text: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await eventually(async () => {
    const statement = "update interactions set state = 'unknown' where text = $1 and state = 'sent'";
    expect((await client.query(statement, [text])).rowCount).toBe(1);
  });
  await client.end();
}

const isInView = (place: Locator) =>
  place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const log = element.closest("[role=log]")?.getBoundingClientRect();
    return log !== undefined && top < log.bottom && bottom > log.top;
  });
