import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { messages, openConversation, skipUndo } from "./desk.ts";
import { hasMail, setMailDesk } from "./mail-desk.ts";

describe.skipIf(!hasMail())("whom a letter goes to, and the first one", () => {
  const desk = setMailDesk();
  const { receive, sentTo } = desk;

  test("people known here are offered as one types, but only those whom one sees", async () => {
    await desk.write("Known Kim", "Hello");
    await desk.write("Known Lou", "Hello");
    await receive({ name: "Passing Pia", subject: "The invoice" });
    const { body } = await desk.hub.agent.get("/api/v1/conversations?view=all");
    const kims = body.items.find((one: { contact: { name: string } }) => one.contact.name === "Known Kim");
    const me = await desk.hub.agent.get("/api/v1/me");
    await desk.hub.agent.put(`/api/v1/conversations/${kims.id}/assignee`, { personId: me.body.id });

    const other = await desk.sit({ as: await desk.invite("Agnes"), width: 390 });
    await openConversation(other, "Passing Pia");
    await messages(other).getByText("Is anybody there?").waitFor();
    await other.getByRole("button", { name: "Change recipients and subject" }).click();
    await field(other, "To").fill("known");
    await option(other, "Known Lou").waitFor();
    expect(await other.getByRole("option").count()).toBe(1);

    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Passing Pia");
    await messages(page).getByText("Is anybody there?").waitFor();
    await page.keyboard.press("f");
    const to = field(page, "To");
    await to.fill("nown.k");
    await option(page, "Known Kim").waitFor();
    await to.press("Enter");
    await page.getByRole("button", { name: "Remove known.kim@example.com" }).waitFor();
    await to.fill("KNOWN");
    await option(page, "Known Lou").waitFor();
    expect(await page.getByRole("option").count()).toBe(1);
    await to.press("Escape");
    await option(page, "Known Lou").waitFor({ state: "detached" });
    expect(await to.inputValue()).toBe("KNOWN");
    // What was typed whole is meant, whoever else it brings to mind.
    await to.fill("own.lou@example.co");
    await option(page, "Known Lou").waitFor();
    await to.press("Enter");
    await to.evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(
        "text/plain",
        "Ann <ann@client.example>, bo@client.example;cy@client.example\ndi@client.example",
      );
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await to.press("Control+Enter");
    await skipUndo(page);
    expect((await sentTo("di@client.example")).to).toEqual([
      "known.kim@example.com",
      "own.lou@example.co",
      "ann@client.example",
      "bo@client.example",
      "cy@client.example",
      "di@client.example",
    ]);
  });

  test("somebody is written to first from the card, under one's signature", async () => {
    await desk.write("First Finn", "Call me some time");
    const page = await desk.sit({ canSkip: true });
    await page.goto(`${desk.hub.url}/settings/profile`);
    await page.getByRole("textbox", { name: "Signature" }).fill("Ada <Agent>\nShop");
    await page.locator("form", { hasText: "Signature" }).getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.goto(`${desk.hub.url}/inbox/all`);
    await openConversation(page, "First Finn");
    const write = () => page.getByRole("button", { name: "Write to first.finn@example.com" }).click();
    await write();
    await page.getByRole("textbox", { name: "Subject" }).fill("What you asked");
    await page.getByRole("textbox", { name: "Text" }).fill("It is ready.");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await write();
    await page.getByRole("dialog").getByText("It is ready.").waitFor();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.waitFor({ state: "detached" });
    await notices(page).getByRole("button", { name: "Undo" }).click();
    await dialog.getByText("It is ready.").waitFor();
    await page.getByRole("textbox", { name: "Subject" }).fill("What you asked for");
    await dialog.getByRole("button", { name: "Send" }).click();
    await notices(page).getByText("The letter to First Finn goes out in a moment").waitFor();
    await page.clock.fastForward(10_000);
    await notices(page).getByText("The letter to First Finn is on its way").waitFor();
    expect(await notices(page).getByRole("button", { name: "Undo" }).count()).toBe(0);
    await notices(page).getByRole("link", { name: "Open" }).click();
    await page.getByRole("heading", { name: "First Finn", exact: true }).waitFor();
    await messages(page).locator("iframe").contentFrame().getByText("It is ready.").waitFor();
    const { text } = await sentTo("first.finn@example.com");
    expect(text).toContain("Subject: What you asked for");
    expect(desk.smtp.mails.filter(({ to }) => to.includes("first.finn@example.com"))).toHaveLength(1);
    expect(text).toContain("It is ready.\r\n\r\nAda <Agent>\r\nShop");
    expect(text).toContain("Ada &lt;Agent&gt;<br");
  });

  test("a first letter that is left before it went out goes all the same, once; one that cannot is a draft again", async () => {
    await desk.write("Second Sue", "Call me some time");
    const page = await desk.sit({ canSkip: true });
    const write = async (subject: string) => {
      await page.getByRole("button", { name: "Write to second.sue@example.com" }).click();
      await page.getByRole("textbox", { name: "Subject" }).fill(subject);
      await page.getByRole("textbox", { name: "Text" }).fill("It is ready.");
      await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
      await notices(page).getByRole("button", { name: "Undo" }).waitFor();
    };
    await openConversation(page, "Second Sue");
    await write("The first");
    await page.reload();
    expect((await sentTo("second.sue@example.com")).text).toContain("Subject: The first");

    await write("The second");
    const turn = async (isEnabled: boolean) => {
      const { body } = await desk.hub.agent.get("/api/v1/channels");
      const { id } = body.find((one: { name: string }) => one.name === "Support");
      await desk.hub.agent.patch(`/api/v1/channels/${id}`, { isEnabled });
    };
    await turn(false);
    await skipUndo(page);
    await notices(page).getByText("The letter to Second Sue was not sent.").waitFor();
    await turn(true);
    await page.reload();
    await page.getByRole("button", { name: "Write to second.sue@example.com" }).click();
    await page.getByRole("dialog").getByText("It is ready.").waitFor();
    expect(await page.getByRole("textbox", { name: "Subject" }).inputValue()).toBe("The second");
    expect(desk.smtp.mails.filter(({ to }) => to.includes("second.sue@example.com"))).toHaveLength(1);
  });
});

const field = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
const option = (page: Page, name: string) => page.getByRole("option", { name });
const notices = (page: Page) => page.getByRole("region", { name: "Notices" });
