import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { answerField, messages, openConversation, skipUndo } from "./desk.ts";
import { frameOf, hasMail, setMailDesk } from "./mail-desk.ts";
import { makeReady, tryOut } from "./phone-desk.ts";
import { seriousInBoth } from "./serious-on.ts";

const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe.skipIf(!hasMail())("letters", () => {
  const desk = setMailDesk({ flags: fakeMicrophone });
  const { receive, sentTo } = desk;
  let elsewhere: Server;
  let fetched: string[] = [];
  let pictureUrl: string;

  beforeAll(async () => {
    elsewhere = createServer((request, response) => {
      fetched.push(request.url ?? "");
      response.setHeader("content-type", "image/png").end(Buffer.from(picture, "base64"));
    });
    await new Promise<void>((done) => elsewhere.listen(0, "127.0.0.1", done));
    pictureUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/banner.png`;
  });
  afterAll(() => void elsewhere?.close());

  test("a formatted letter is shown as such, what it quotes is folded, and nothing in it runs", async () => {
    const quoted = `<blockquote type="cite"><p>What we said before</p></blockquote>`;
    const html = `<p>The <b>lamp</b> is broken.</p><script>parent.document.title = "taken"</script>${quoted}`;
    await receive({ name: "Formal Fay", subject: "The lamp", html });
    const page = await desk.sit();
    await openConversation(page, "Formal Fay");
    const letter = frameOf(page, "The lamp");
    await letter.getByText("The lamp is broken.").waitFor();
    expect(await letter.locator("b").innerText()).toBe("lamp");
    expect(await letter.getByText("What we said before").isVisible()).toBe(false);
    await letter.getByText("…").click();
    await letter.getByText("What we said before").waitFor();
    expect(await page.title()).not.toBe("taken");
    await page.getByRole("button", { name: "Show as text" }).click();
    await messages(page).getByText("The lamp is broken.").waitFor();
    expect(await messages(page).locator("iframe").count()).toBe(0);
  });

  test("a long letter opens at its beginning, and stays there while the rest of it unfolds", async () => {
    const html = Array.from({ length: 80 }, (_, nth) => `<p>Line ${nth}</p>`).join("");
    await receive({ name: "Lengthy Lou", subject: "All of it", html });
    const page = await desk.sit();
    for (const time of ["first", "second"]) {
      await openConversation(page, "Lengthy Lou");
      const first = frameOf(page, "All of it").getByText("Line 0", { exact: true });
      await page.getByRole("button", { name: "Show all", exact: true }).waitFor();
      const isInView = async () => {
        const timeline = await messages(page).boundingBox();
        expect((await first.boundingBox())?.y, time).toBeGreaterThan(timeline?.y ?? 0);
      };
      await eventually(isInView);
      await page.getByRole("button", { name: "Show all", exact: true }).click();
      await page.getByRole("button", { name: "To the newest" }).waitFor();
      await isInView();
      await page.reload();
    }
  });

  test("pictures from elsewhere are fetched once somebody asks, or always from a sender, and no more", async () => {
    await receive({ name: "Picture Pia", subject: "News", html: `<p>News</p><img src="${pictureUrl}">` });
    const page = await desk.sit();
    await openConversation(page, "Picture Pia");
    await page.getByText("Pictures from elsewhere are not shown").waitFor();
    expect(fetched).toEqual([]);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await eventually(() => expect(fetched).toHaveLength(1));
    await page.reload();
    await page.getByRole("button", { name: "Always from picture.pia@client.example" }).click();
    await page.getByText("Pictures from picture.pia@client.example are always shown").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Hide pictures from elsewhere" }).click();
    await page.getByText("Pictures from elsewhere are not shown").waitFor();
    await page.reload();
    await page.getByText("Pictures from elsewhere are not shown").waitFor();
    fetched = [];
  });

  test("what nobody said, and a sender who is another, are told as such", async () => {
    await receive({
      name: "False Flo",
      address: "false@bank.example",
      subject: "Your account",
      fields: ["Authentication-Results: mx.shop.example; dmarc=fail header.from=bank.example"],
    });
    await receive({ name: "Away Abe", subject: "Away", fields: ["Auto-Submitted: auto-replied"] });
    const page = await desk.sit();
    await page.getByRole("link", { name: "Resolved", exact: true }).click();
    await page.getByRole("list", { name: "Resolved" }).getByText("Away Abe").click();
    await messages(page).getByText("Automatic reply").waitFor();
    await page.goto(`${desk.hub.url}/inbox/all`);
    await openConversation(page, "False Flo");
    await messages(page).getByText("it may not come from false@bank.example").waitFor();
  });

  test("all are answered by key, taken back as it was written, and answered for good", async () => {
    await receive({
      name: "Many Mia",
      subject: "Our meeting",
      to: "help@shop.example, Olaf <olaf@client.example>",
      fields: ["Cc: kim@client.example", "Message-ID: <meeting@client.example>"],
    });
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Many Mia");
    await messages(page).getByText("Is anybody there?").waitFor();
    await page.keyboard.press("Shift+R");
    await page.keyboard.type("See you ");
    await page.keyboard.press("Control+b");
    await page.keyboard.type("at ten");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(async () => expect(await answerField(page).innerHTML()).toContain("<strong>at ten"));
    await page.getByRole("button", { name: "Answer as: Reply to all" }).waitFor();
    expect(desk.smtp.mails.filter(({ to }) => to.includes("kim@client.example"))).toEqual([]);
    await page.reload();
    await eventually(async () => expect(await answerField(page).innerText()).toContain("See you at ten"));
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await skipUndo(page);
    await messages(page).getByText("Sent", { exact: true }).waitFor();
    const { to, text } = await sentTo("kim@client.example");
    expect(to).toEqual(["many.mia@client.example", "olaf@client.example", "kim@client.example"]);
    expect(text).toContain("Subject: Re: Our meeting");
    expect(text).toContain("In-Reply-To: <meeting@client.example>");
    expect(text).toContain("See you <strong>at ten</strong>");
    expect(text).toContain("> Is anybody there?");
  });

  test("what is typed while the editor is still on its way is in the letter", async () => {
    await desk.receive({ name: "Quick Quinn", subject: "At once" });
    const page = await desk.sit();
    const opened = Promise.withResolvers<void>();
    await page.route("**/rich-text-editor-*.js", async (route) => {
      await opened.promise;
      await route.continue();
    });
    await openConversation(page, "Quick Quinn");
    await messages(page).getByText("Is anybody there?").waitFor();
    await page.keyboard.press("r");
    await page.keyboard.type("Yes, at once");
    opened.resolve();
    await eventually(async () => expect(await answerField(page).innerText()).toBe("Yes, at once"));
    expect(await page.getByRole("button", { name: "Send", exact: true }).isEnabled()).toBe(true);
  });

  test("a letter is passed on to several that were pasted, once what is no address was put right", async () => {
    await receive({ name: "Passing Pam", subject: "The invoice" });
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Passing Pam");
    await messages(page).getByText("Is anybody there?").waitFor();
    await page.keyboard.press("f");
    const to = page.getByRole("combobox", { name: "To", exact: true });
    await eventually(async () =>
      expect(await to.evaluate((field) => field === document.activeElement)).toBe(true),
    );
    await to.fill("Lee, Ann at client");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("alert").getByText("Not an email address: Lee, Ann at client").waitFor();
    await to.fill("Ann Lee <ann@client.example>; books@shop.example");
    await to.press("Enter");
    await to.press("Backspace");
    await to.fill("bills@shop.example");
    await to.press("Control+Enter");
    await skipUndo(page);
    const mail = await sentTo("bills@shop.example");
    expect(mail.to).toEqual(["ann@client.example", "bills@shop.example"]);
    expect(mail.text).toContain("Subject: Fwd: The invoice");
    expect(mail.text).toContain("Is anybody there?");
  });

  test("a picture that is pasted into the text stands there for whoever gets it", async () => {
    await receive({ name: "Graphic Gus", subject: "Show me" });
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Graphic Gus");
    await answerField(page).fill("Here: ");
    await answerField(page).evaluate((field, base64) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], "lamp.png", { type: "image/png" }));
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, picture);
    await answerField(page).getByRole("img", { name: "lamp.png" }).waitFor();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await skipUndo(page);
    const { text } = await sentTo("graphic.gus@client.example");
    const [, id] = /<img[^>]*src="cid:([^"]+)"/.exec(text) ?? [];
    expect(text).toContain(`Content-ID: <${id}>`);
    const frame = messages(page).locator("iframe").last().contentFrame();
    const width = () => frame.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth);
    await eventually(async () => expect(await width()).toBe(1));
  });

  test("numbers in a formatted letter stand below it, and are called by a press", async () => {
    await tryOut(desk);
    const html = "<p>Ring <b>020 7946 0833</b> or +49 30 901820, order 2026-03-02.</p>";
    await receive({ name: "Calling Cal", subject: "Ring me", html });
    const page = await desk.sit();
    await makeReady(page);
    await openConversation(page, "Calling Cal");
    const numbers = messages(page).getByRole("list", { name: "Numbers in this mail" });
    await numbers.getByRole("button", { name: "Call +442079460833" }).click();
    const number = page.getByRole("dialog", { name: "Call" }).getByRole("textbox", { name: "Phone number" });
    await eventually(async () => expect(await number.inputValue()).toBe("+442079460833"));
    await page.keyboard.press("Escape");
    expect(await numbers.getByRole("button").allTextContents()).toEqual(["+442079460833", "+4930901820"]);
  });

  test("axe finds nothing serious in letters, in light and dark", async () => {
    const name = "Able Ann";
    await receive({ name, subject: "Can everybody read this?", html: "<p>I <i>hope</i> so.</p>" });
    const page = await desk.sit();
    await openConversation(page, name);
    await frameOf(page, "Can everybody read this?").getByText("I hope so.").waitFor();
    await page.getByRole("button", { name: "Show all addresses" }).first().click();
    await page.getByRole("button", { name: "Change recipients and subject" }).click();
    await page.getByRole("toolbar", { name: "Format" }).waitFor();
    expect(await seriousInBoth(page)).toEqual([]);
  });
});
