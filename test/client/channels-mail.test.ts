import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "pg";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startProvider, type TestProvider } from "../../connectors/email/oauth/test-provider.ts";
import { setHealth } from "../../server/channels/health.ts";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setDesk } from "./desk.ts";

describe.skipIf(!chromiumPath())("the channel of a mailbox", () => {
  const desk = setDesk();
  let provider: TestProvider;
  /** A provider's page on which nobody has clicked yet. */
  let undecided: Server;
  let pool: Pool;

  beforeAll(async () => {
    provider = await startProvider();
    undecided = createServer((_request, response) => response.end("Allow it?"));
    await new Promise<void>((done) => undecided.listen(0, "127.0.0.1", done));
    pool = new Pool({ connectionString: desk.hub.databaseUrl });
  });
  afterAll(async () => {
    await pool?.end();
    undecided?.close();
    await provider?.stop();
  });

  const connect = async (name: string) => {
    provider.oauth.isBrief = false;
    const settings = { ...provider.settings, refreshToken: provider.oauth.allow() };
    const made = await desk.hub.agent.post("/api/v1/channels", { connector: "email", name, settings });
    expect(made.status).toBe(201);
    return made.body.id as string;
  };

  test("access is allowed in a window of its own, even where the provider's page cuts the two apart", async () => {
    const page = await desk.sit();
    await asOverHttps(page);
    await page.goto(`${desk.hub.url}/channels/new`);
    await page.getByRole("button", { name: /^Email/ }).click();
    await choose(page, "How to sign in", "OAuth");
    await field(page, "Email address").fill("help@shop.example");
    await field(page, "Client ID").fill(provider.settings.clientId);
    await field(page, "Client secret").fill(provider.settings.clientSecret);
    await field(page, "Authorisation address").fill(provider.settings.authoriseUrl);
    await field(page, "Token address").fill(provider.settings.exchangeUrl);

    // What is missing is asked for as at saving; what the hub finds wrong closes the window again.
    const allow = page.getByRole("button", { name: "Allow access" });
    const imapServer = field(page, "IMAP server");
    const isAsked = () => imapServer.evaluate((input) => input === document.activeElement);
    await allow.click();
    expect(await isAsked()).toBe(true);
    expect(page.context().pages()).toHaveLength(1);
    await imapServer.fill("my server");
    await field(page, "SMTP server").fill("127.0.0.1");
    const tooEarly = page.waitForEvent("popup");
    await allow.click();
    const closed = await tooEarly;
    await page.getByText("is a server's name, such as mail.example.com").waitFor();
    await eventually(() => expect(closed.isClosed()).toBe(true));
    await eventually(async () => expect(await isAsked()).toBe(true));

    await imapServer.fill("127.0.0.1");
    await field(page, "IMAP port").fill(String(provider.imap.port));
    await choose(page, "IMAP security", "None");
    await field(page, "SMTP port").fill(String(provider.smtp.port));
    await choose(page, "SMTP security", "None");
    expect(await field(page, "Redirect address for the provider").inputValue()).toBe(
      `${desk.hub.url}/channels/authorised`,
    );
    const opened = page.waitForEvent("popup");
    await allow.click();
    const popup = await opened;
    await popup.getByText("The provider has answered").waitFor();
    await popup.waitForURL(`${desk.hub.url}/channels/authorised`);
    expect(await popup.evaluate(() => window.opener)).toBeNull();
    await page.getByText("Allowed; save to keep it").waitFor();
    await page.getByRole("button", { name: "Connect a channel" }).click();
    await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/);
    await page.getByText("Allowed", { exact: true }).waitFor();
    expect(provider.imap.signIns.map(({ token }) => provider.oauth.good.has(token))).toContain(true);
  });

  test("only the answer to its own question counts, and a refusal is told in the provider's words", async () => {
    const id = await connect("Orders");
    const page = await desk.sit();
    await page.goto(`${desk.hub.url}/channels/${id}`);
    const { port } = undecided.address() as AddressInfo;
    await field(page, "Authorisation address").fill(`http://127.0.0.1:${port}/`);
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Allow access" }).click();
    const popup = await opened;
    await popup.getByText("Allow it?").waitFor();
    const state = new URL(popup.url()).searchParams.get("state") ?? "";
    const answer = (given: Record<string, string>) =>
      popup.evaluate(
        (url) => window.location.assign(url),
        `${desk.hub.url}/channels/authorised?${new URLSearchParams(given)}`,
      );

    await answer({ state: `${state}x`, code: "1" });
    await popup.getByText("The provider has answered").waitFor();
    await answer({ state, error: "access_denied", error_description: "The user said no." });
    await popup.getByText("Access was not allowed").waitFor();
    await page.getByText("The provider allowed no access: The user said no.").waitFor();
    expect(await popup.getByText("The user said no.").count()).toBe(0);

    await page.getByRole("button", { name: "Allow access" }).click();
    await popup.getByText("Allow it?").waitFor();
    const again = new URL(popup.url()).searchParams.get("state") ?? "";
    await answer({ state: again, code: "nobody-gave-it" });
    await page.getByText("Token has been expired or revoked.").waitFor();
  });

  test("what belongs to one way of signing in is shown and sent only with it", async () => {
    const page = await desk.sit();
    await page.goto(`${desk.hub.url}/channels/new`);
    await page.getByRole("button", { name: /^Email/ }).click();
    await field(page, "Password").fill("correct horse");
    expect(await field(page, "Client ID").count()).toBe(0);
    await choose(page, "How to sign in", "Google");
    expect(await field(page, "Password").count()).toBe(0);
    expect(await field(page, "Authorisation address").count()).toBe(0);
    await field(page, "Email address").fill("help@shop.example");
    await field(page, "IMAP server").fill("127.0.0.1");
    await field(page, "SMTP server").fill("127.0.0.1");
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await page.getByRole("button", { name: "Connect a channel" }).click();
    const { settings } = (await sent).postDataJSON();
    expect(settings).toMatchObject({ signIn: "google", clientId: "", clientSecret: "" });
    expect(Object.keys(settings)).not.toContain("password");
    expect(Object.keys(settings)).not.toContain("refreshToken");
    expect(Object.keys(settings)).not.toContain("authoriseUrl");
  });

  test("its settings stand in parts, and what few need is folded until the hub finds it wrong", async () => {
    const page = await desk.sit();
    await page.goto(`${desk.hub.url}/channels/new`);
    await page.getByRole("button", { name: /^Email/ }).click();
    await field(page, "Password").waitFor();
    expect(await page.getByRole("heading", { level: 2 }).allInnerTexts()).toEqual([
      "Mailbox",
      "Receiving",
      "Sending",
      "Sign-in",
    ]);
    const top = async (name: string) => (await field(page, name).boundingBox())?.y;
    expect(await top("IMAP port")).toBe(await top("IMAP server"));
    await choose(page, "How to sign in", "OAuth");
    expect(await field(page, "Client ID").evaluate(({ tagName }) => tagName)).toBe("INPUT");

    const largest = field(page, "Largest message (MB)");
    expect(await largest.count()).toBe(0);
    await page.locator("summary").press("Enter");
    await largest.fill("101");
    await page.locator("summary").press("Enter");
    await eventually(async () => expect(await largest.count()).toBe(0));
    await field(page, "Email address").fill("help@shop.example");
    await field(page, "IMAP server").fill("127.0.0.1");
    await field(page, "SMTP server").fill("127.0.0.1");
    await page.getByRole("button", { name: "Connect a channel" }).click();
    await largest.waitFor();
    expect(await largest.evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test("answers that a visitor does not read are sent on by a mailbox that is chosen, and no more when it is not", async () => {
    const mailbox = await connect("Support");
    const { url, channelId, agent } = desk.hub;
    const rules = async () => (await agent.get(`/api/v1/channels/${channelId}`)).body.rules;
    const page = await desk.sit();
    await page.goto(`${url}/channels/${channelId}`);
    await choose(page, "Send unread answers by email", "Support");
    expect(await field(page, "After how many minutes").inputValue()).toBe("30");
    await field(page, "After how many minutes").fill("45");
    await page.getByRole("button", { name: "Save" }).click();
    await eventually(async () =>
      expect((await rules()).followUp).toEqual({ channelId: mailbox, afterMinutes: 45 }),
    );
    await page.reload();
    await choose(page, "Send unread answers by email", "No");
    await page.getByRole("button", { name: "Save" }).click();
    await eventually(async () => expect(await rules()).not.toHaveProperty("followUp"));
    await page.goto(`${url}/channels/${mailbox}`);
    await field(page, "Email address").waitFor();
    expect(await page.getByText("Send unread answers by email").count()).toBe(0);
  });

  test("whoever can mend a channel hears that it stopped, is led there, and hears that it works again", async () => {
    const id = await connect("Invoices");
    await eventually(async () =>
      expect((await desk.hub.agent.get(`/api/v1/channels/${id}`)).body.health).toBe("up"),
    );
    const page = await desk.sit();
    const other = await desk.sit({ as: await desk.invite("Agnes") });
    await Promise.all([reloadLive(page), reloadLive(other)]);
    await setHealth({ pool }, id, "down", "Nothing could be fetched for 10 minutes. Connection refused");
    const notices = page.getByRole("region", { name: "Notices" });
    const down = notices.getByText(
      "Invoices has stopped working: Nothing could be fetched for 10 minutes. Connection refused",
    );
    await down.waitFor();
    await notices.getByRole("link", { name: "Open" }).click();
    await page.waitForURL(`${desk.hub.url}/channels/${id}`);
    await setHealth({ pool }, id, "down", "Nothing could be fetched for 20 minutes.");
    await setHealth({ pool }, id, "up");
    await notices.getByText("Invoices works again").waitFor();
    expect(await down.count()).toBe(0);
    expect(await other.getByRole("region", { name: "Notices" }).innerText()).toBe("");
  });
});

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

async function choose(page: Page, name: string, choice: string) {
  await page.getByRole("combobox", { name, exact: true }).click();
  await page.getByRole("option", { name: choice, exact: true }).click();
}

/** With the header that keeps windows of different sites apart, which the hub sends only over HTTPS. */
const asOverHttps = (page: Page) =>
  page.context().route(/\/channels\/(?:new|authorised)(?:\?|$)/, async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    const response = await route.fetch();
    const headers = { ...response.headers(), "cross-origin-opener-policy": "same-origin" };
    await route.fulfill({ response, headers });
  });

/** Until the hub would push to it. */
async function reloadLive(page: Page) {
  const isLive = new Promise<void>((resolve) => {
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => String(payload).startsWith("40/agents") && resolve()),
    );
  });
  await page.reload();
  await isLive;
}
