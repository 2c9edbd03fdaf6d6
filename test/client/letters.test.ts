import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import axe from "axe-core";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSmtp, type TestSmtp } from "../../connectors/email/send/test-smtp.ts";
import { startDovecot, type TestDovecot } from "../../connectors/email/test-dovecot.ts";
import { eventually } from "../eventually.ts";
import { chromiumPath, dovecotPath } from "../setup/parts.ts";
import { answerField, messages, openConversation, setDesk } from "./desk.ts";

const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const dovecotProgram = dovecotPath();

describe.skipIf(!chromiumPath() || !dovecotProgram)("letters", () => {
  const desk = setDesk();
  let dovecot: TestDovecot;
  let smtp: TestSmtp;
  let elsewhere: Server;
  let fetched: string[] = [];
  let pictureUrl: string;

  beforeAll(async () => {
    dovecot = await startDovecot(dovecotProgram ?? "");
    smtp = await startSmtp();
    elsewhere = createServer((request, response) => {
      fetched.push(request.url ?? "");
      response.setHeader("content-type", "image/png").end(Buffer.from(picture, "base64"));
    });
    await new Promise<void>((done) => elsewhere.listen(0, "127.0.0.1", done));
    pictureUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/banner.png`;
    const settings = {
      ...dovecot.settingsFor("help"),
      ...smtp.settings,
      authServer: "mx.shop.example",
      importDays: 1,
    };
    const channel = { connector: "email", name: "Support", settings };
    const { status, body } = await desk.hub.agent.post("/api/v1/channels", channel);
    expect(status).toBe(201);
    await eventually(async () => {
      expect((await desk.hub.agent.get(`/api/v1/channels/${body.id}`)).body.health).toBe("up");
    });
  });
  afterAll(async () => {
    elsewhere?.close();
    await smtp?.stop();
    await dovecot?.stop();
  });

  const receive = (mail: Mail) => dovecot.deliver("help", mailOf(mail));
  const sentTo = (address: string) =>
    eventually(() => {
      const mail = smtp.mails.findLast(({ to }) => to.includes(address));
      expect(mail, `a mail to ${address}`).toBeDefined();
      return { to: mail?.to ?? [], text: decoded(mail?.bytes.toString() ?? "") };
    });

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
    const page = await desk.sit();
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
    expect(smtp.mails.filter(({ to }) => to.includes("kim@client.example"))).toEqual([]);
    await page.reload();
    await eventually(async () => expect(await answerField(page).innerText()).toContain("See you at ten"));
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await messages(page).getByText("Sent", { exact: true }).waitFor();
    const { to, text } = await sentTo("kim@client.example");
    expect(to).toEqual(["many.mia@client.example", "olaf@client.example", "kim@client.example"]);
    expect(text).toContain("Subject: Re: Our meeting");
    expect(text).toContain("In-Reply-To: <meeting@client.example>");
    expect(text).toContain("See you <strong>at ten</strong>");
    expect(text).toContain("> Is anybody there?");
  });

  test("a letter is passed on to several that were pasted, once what is no address was put right", async () => {
    await receive({ name: "Passing Pam", subject: "The invoice" });
    const page = await desk.sit();
    await openConversation(page, "Passing Pam");
    await messages(page).getByText("Is anybody there?").waitFor();
    await page.keyboard.press("f");
    const to = page.getByRole("textbox", { name: "To", exact: true });
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
    const mail = await sentTo("bills@shop.example");
    expect(mail.to).toEqual(["ann@client.example", "bills@shop.example"]);
    expect(mail.text).toContain("Subject: Fwd: The invoice");
    expect(mail.text).toContain("Is anybody there?");
  });

  test("a picture that is pasted into the text stands there for whoever gets it", async () => {
    await receive({ name: "Graphic Gus", subject: "Show me" });
    const page = await desk.sit();
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
    const { text } = await sentTo("graphic.gus@client.example");
    const [, id] = /<img[^>]*src="cid:([^"]+)"/.exec(text) ?? [];
    expect(text).toContain(`Content-ID: <${id}>`);
    const frame = messages(page).locator("iframe").last().contentFrame();
    const width = () => frame.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth);
    await eventually(async () => expect(await width()).toBe(1));
  });

  test("somebody is written to first from the card, under one's signature", async () => {
    await desk.write("First Finn", "Call me some time");
    const page = await desk.sit();
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
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "First Finn", exact: true }).waitFor();
    await messages(page).locator("iframe").contentFrame().getByText("It is ready.").waitFor();
    const { text } = await sentTo("first.finn@example.com");
    expect(text).toContain("Subject: What you asked");
    expect(text).toContain("It is ready.\r\n\r\nAda <Agent>\r\nShop");
    expect(text).toContain("Ada &lt;Agent&gt;<br");
  });

  test.each([
    { dark: false },
    { dark: true },
  ])("axe finds nothing serious in letters (%o)", async (scheme) => {
    const name = scheme.dark ? "Able Dan" : "Able Ann";
    await receive({ name, subject: "Can everybody read this?", html: "<p>I <i>hope</i> so.</p>" });
    const page = await desk.sit(scheme);
    await openConversation(page, name);
    await frameOf(page, "Can everybody read this?").getByText("I hope so.").waitFor();
    await page.getByRole("button", { name: "Show all addresses" }).first().click();
    await page.getByRole("button", { name: "Change recipients and subject" }).click();
    await page.getByRole("toolbar", { name: "Format" }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
  });
});

interface Mail {
  name: string;
  /** Else one by the name. */
  address?: string;
  to?: string;
  subject: string;
  html?: string;
  fields?: string[];
}

function mailOf({ name, address, to = "help@shop.example", subject, html, fields = [] }: Mail): string {
  const own = `${name.toLowerCase().replaceAll(" ", ".")}@client.example`;
  return [
    `From: ${name} <${address ?? own}>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    "Date: Fri, 20 Nov 2026 09:00:00 +0000",
    `Content-Type: ${html ? "text/html" : "text/plain"}; charset=utf-8`,
    ...fields,
    "",
    html ?? "Is anybody there?",
    "",
  ].join("\r\n");
}

const frameOf = (page: Page, subject: string): FrameLocator =>
  messages(page).locator(`iframe[title$=": ${subject}"]`).contentFrame();

const decoded = (mail: string): string =>
  mail
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

async function seriousOn(page: Page) {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map(({ html }) => html),
    }));
  });
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical");
}
