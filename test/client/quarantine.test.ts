import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { hasMail, setMailDesk } from "./mail-desk.ts";

describe.skipIf(!hasMail())("the quarantine", () => {
  const desk = setMailDesk();

  test("shows of a mail that could not be processed what it is, and its source in a page of its own", async () => {
    await poison(desk.hub.databaseUrl);
    await desk.receive({
      name: "Poor Pat",
      subject: "To all of you",
      text: "This is poison.\r\n".repeat(50_000),
    });
    await eventually(async () => {
      expect((await desk.hub.agent.get("/api/v1/quarantine")).body.items).toHaveLength(1);
    });
    const page = await desk.sit({ width: 390 });
    await page.goto(`${desk.hub.url}/quarantine`);
    await page.getByText("To all of you", { exact: true }).waitFor();
    await page.getByText("Poor Pat <poor.pat@client.example>").waitFor();
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Show source" }).click();
    const source = await opened;
    await source.getByText("Subject: To all of you").waitFor();
    await source.getByText("download it to see the rest").waitFor();
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    expect((await downloading).suggestedFilename()).toBe("message.eml");
    expect((await readFile(await (await downloading).path())).toString()).toMatch(/poison\.\s*$/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

/** What says so cannot be processed. */
async function poison(databaseUrl: string) {
  const client = new Client(databaseUrl);
  await client.connect();
  await client.query(`create function refuse_poison() returns trigger language plpgsql as $$
    begin if new.text like '%poison%' then raise exception 'This is poison.'; end if; return new; end $$`);
  await client.query(
    "create trigger poison before insert on interactions for each row execute function refuse_poison()",
  );
  await client.end();
}
