import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { answerField, messages, openConversation, skipUndo } from "../client/desk.ts";
import { hasMail, setMailDesk } from "../client/mail-desk.ts";

/** Where the README's pictures go; `SCREENSHOTS=docs` keeps them. */
const pictures = process.env.SCREENSHOTS;

describe.skipIf(!hasMail())("mail from end to end", () => {
  const desk = setMailDesk();
  const { deliver, sentTo } = desk;
  const mailsTo = (address: string) => desk.smtp.mails.filter(({ to }) => to.includes(address)).length;

  test("a mail arrives, is answered, and what is answered to that is in the same conversation, whatever its subject", async () => {
    await deliver(mail({ id: "first", subject: "Delivery of the oak table", html }));
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Marta Kowalska");
    await answerField(page).fill("On Friday, between eight and ten.");
    await picture(page, "letter");
    await page.keyboard.press("Control+Enter");
    await skipUndo(page);
    const { raw: answer } = await sentTo("marta@client.example");
    expect(answer).toMatch(/In-Reply-To: <first@client\.example>/);
    expect(answer).toMatch(/References: <first@client\.example>/);
    const own = /^Message-ID:\s*(\S+)$/im.exec(answer)?.[1] ?? "";
    const fields = [`In-Reply-To: ${own}`, `References: <first@client.example> ${own}`];
    await deliver(mail({ id: "second", subject: "Friday!", text: "Friday is fine.", fields }));
    await messages(page).getByText("Friday is fine.").waitFor();
    expect(await page.getByRole("list", { name: "All open" }).getByText("Marta Kowalska").count()).toBe(1);
    expect(mailsTo("marta@client.example")).toBe(1);
  });

  test("what could not be delivered is marked on the message that it speaks of, and wakes nobody", async () => {
    const address = "gone@client.example";
    await deliver(mail({ id: "gone", from: `Gone Gil <${address}>`, subject: "Hello" }));
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Gone Gil");
    await answerField(page).fill("Hello, too.");
    await page.keyboard.press("Control+Enter");
    await skipUndo(page);
    const { raw: answer } = await sentTo(address);
    await messages(page).getByText("Sent", { exact: true }).waitFor();
    await deliver(bounceOf(answer, address));
    await messages(page).getByText("No such user here").first().waitFor();
    await messages(page).getByText("Could not be delivered").waitFor();
    await messages(page).getByText("Not sent").waitFor();
    expect(mailsTo(address)).toBe(1);
  });

  test("a mail that is attached to another is read in a page of its own", async () => {
    const inner = mail({ id: "inner", from: "Olga <olga@client.example>", subject: "What she wrote", html });
    const boundary = 'Content-Type: multipart/mixed; boundary="b"';
    const outer = mail({ id: "outer", from: "Otto Outer <otto@client.example>", subject: "See this" });
    const parts = `--b\r\n\r\nSee what Olga wrote.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`;
    await deliver(outer.replace(/Content-Type: [^\r]+\r\n\r\nHello/, `${boundary}\r\n\r\n${parts}`));
    const page = await desk.sit();
    await openConversation(page, "Otto Outer");
    const [read] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "Read What she wrote.eml" }).click(),
    ]);
    await read.getByText("olga@client.example").waitFor();
    await read.getByText("oak table").waitFor();
  });
});

const html = `<p>Dear team,</p><p>when will the <b>oak table</b> be delivered, and can it be <i>before Saturday</i>?</p>
<table border="1" cellpadding="6"><tr><td>Order</td><td>4711</td></tr><tr><td>Table</td><td>Oak, 180 × 90 cm</td></tr></table>
<p>Kind regards,<br>Marta Kowalska</p>
<blockquote type="cite"><p>Thank you for your order.</p></blockquote>`;

interface Mail {
  id: string;
  from?: string;
  subject: string;
  text?: string;
  html?: string;
  fields?: string[];
}

const mail = (given: Mail): string =>
  [
    `From: ${given.from ?? "Marta Kowalska <marta@client.example>"}`,
    "To: Shop <help@shop.example>",
    "Cc: Jan Kowalski <jan@client.example>",
    `Subject: ${given.subject}`,
    `Message-ID: <${given.id}@client.example>`,
    `Date: ${new Date().toUTCString()}`,
    `Content-Type: ${given.html ? "text/html" : "text/plain"}; charset=utf-8`,
    ...(given.fields ?? []),
    "",
    given.html ?? given.text ?? "Hello",
    "",
  ].join("\r\n");

const bounceOf = (original: string, address: string): string =>
  [
    "From: Mail Delivery System <MAILER-DAEMON@mx.client.example>",
    "To: help@shop.example",
    "Subject: Undelivered Mail Returned to Sender",
    "Message-ID: <bounce@mx.client.example>",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    `I could not deliver to ${address}: No such user here`,
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.client.example",
    "",
    `Final-Recipient: rfc822; ${address}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 No such user here",
    "",
    "--b",
    "Content-Type: message/rfc822",
    "",
    original,
    "--b--",
    "",
  ].join("\r\n");

async function picture(page: Page, name: string) {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await messages(page).locator("iframe").first().contentFrame().getByText("before Saturday").waitFor();
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
