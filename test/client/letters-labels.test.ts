import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Conversation } from "../../server/contract/conversations.ts";
import { eventually } from "../eventually.ts";
import { messages, openConversation } from "./desk.ts";
import { hasMail, type Mail, setMailDesk } from "./mail-desk.ts";

describe.skipIf(!hasMail())("what a letter says of itself", () => {
  const desk = setMailDesk();
  const { receive } = desk;

  /** All conversations with a contact. */
  async function conversationsOf(name: string): Promise<Conversation[]> {
    const found: Conversation[] = [];
    for (const view of ["all", "resolved"]) {
      const { body } = await desk.hub.agent.get(`/api/v1/conversations?view=${view}&limit=100`);
      found.push(...body.items.filter((one: Conversation) => one.contact.name === name));
    }
    return found;
  }

  test("that its id was used before for something else", async () => {
    const fields = ["Message-ID: <same@client.example>"];
    await receive({ name: "Twice Tom", subject: "Mine", text: "The first", fields });
    await eventually(async () => expect(await conversationsOf("Twice Tom")).toHaveLength(1));
    await receive({ name: "Other Olga", subject: "Not his", text: "The second", fields });
    const page = await desk.sit();
    await openConversation(page, "Other Olga");
    await messages(page).getByText("The second").waitFor();
    await label(page, "Another message came under the same id before, with other content.").waitFor();
    await openConversation(page, "Twice Tom");
    await messages(page).getByText("The first").waitFor();
    expect(await label(page, "Another message came").count()).toBe(0);
  });

  test("that it was too large to be kept whole", async () => {
    await receive({
      name: "Large Lars",
      subject: "All my pictures",
      text: "A long line of text.\r\n".repeat(60_000),
    });
    const page = await desk.sit();
    await openConversation(page, "Large Lars");
    await label(page, /^Only the beginning was kept: the whole has 1\.3 MB\.$/).waitFor();
    await page.getByRole("heading", { name: "Large Lars" }).waitFor();
    expect(await page.getByText("All my pictures").count()).toBeGreaterThan(0);
  });

  test("in which other mailbox it is, too", async () => {
    await desk.connect("sales", "Sales");
    const mail = {
      name: "Both Bea",
      to: "help@shop.example, sales@shop.example",
      subject: "To both of you",
      fields: ["Message-ID: <both@client.example>"],
    };
    await receive(mail);
    await receive(mail, "sales");
    await eventually(async () => expect(await conversationsOf("Both Bea")).toHaveLength(2));
    const page = await desk.sit();
    const { body } = await desk.hub.agent.get("/api/v1/channels");
    const sales = body.find((one: { name: string }) => one.name === "Sales");
    for (const { id, channelId } of await conversationsOf("Both Bea")) {
      await page.goto(`${desk.hub.url}/inbox/all/${id}`);
      await label(page, channelId === sales.id ? "Also in Support" : "Also in Sales").waitFor();
    }
  });

  const calendar = ["BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"];
  test.each<[string, Omit<Mail, "name">]>([
    [
      "Mailing list",
      { subject: "News of the week", fields: ["List-Id: <news.client.example>", "Precedence: bulk"] },
    ],
    [
      "Read receipt",
      {
        subject: "Read: Your answer",
        text: parted("message/disposition-notification", [
          "Disposition: manual-action/MDN-sent-manually; displayed",
        ]),
        fields: ['Content-Type: multipart/report; report-type=disposition-notification; boundary="b"'],
      },
    ],
    [
      "Invitation",
      {
        subject: "Invitation: our call",
        text: parted("text/calendar; method=REQUEST", calendar),
        fields: ['Content-Type: multipart/mixed; boundary="b"'],
      },
    ],
  ])("that it is this, which opens nothing again: %s", async (words, mail) => {
    const name = `Quiet ${words.split(" ").at(-1)}`;
    const id = `<${words.replaceAll(" ", "-")}@client.example>`;
    await receive({ name, subject: mail.subject, fields: [`Message-ID: ${id}`] });
    await eventually(async () => expect(await conversationsOf(name)).toHaveLength(1));
    const [first] = await conversationsOf(name);
    await desk.hub.agent.put(`/api/v1/conversations/${first?.id}/status`, { status: "resolved" });
    const page = await desk.sit();
    await page.goto(`${desk.hub.url}/inbox/resolved/${first?.id}`);
    await messages(page).getByText("Is anybody there?").waitFor();

    await receive({ name, ...mail, fields: [...(mail.fields ?? []), `In-Reply-To: ${id}`] });
    await label(page, words).waitFor();
    expect(await conversationsOf(name)).toEqual([
      expect.objectContaining({ id: first?.id, status: "resolved" }),
    ]);
  });
});

/** Of two parts: words for people, and something for machines. */
function parted(type: string, lines: string[]): string {
  const words = ["--b", "Content-Type: text/plain", "", "In words."];
  return [...words, "--b", `Content-Type: ${type}`, "", ...lines, "--b--"].join("\r\n");
}

const label = (page: Page, text: string | RegExp) =>
  messages(page)
    .getByRole("listitem")
    .getByText(text, { exact: typeof text === "string" });
