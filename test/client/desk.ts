import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Sandbox, startSandbox } from "../../connectors/api/sandbox.ts";
import type { Role } from "../../server/contract/people.ts";
import { eventually } from "../eventually.ts";
import { Browser as Client } from "../http/browser.ts";
import { type ChatHub, startChatHub } from "../webchat/hub.ts";
import { openBrowser } from "../webchat/visitor.ts";

export interface Desk {
  hub: ChatHub;
  /**
   * A screen of Ada's, signed in. `canSkip`: its clock can be put forward. `isOwn`: in a context that no other test gets, for
   * what cannot be taken back from one.
   */
  sit(options?: {
    width?: number;
    height?: number;
    dark?: boolean;
    as?: Client;
    canSkip?: boolean;
    isOwn?: boolean;
  }): Promise<Page>;
  /** A browser of somebody from outside. */
  browse(): Promise<BrowserContext>;
  /** Somebody else inside, signed in; an agent unless said. */
  invite(name: string, values?: { role?: Role; teamIds?: string[] }): Promise<Client>;
  /** The other system behind the channel Shop, which gets what is answered there. */
  shop: Sandbox;
  /** A contact writes, over the channel Shop; the thread is theirs by name where none is given. */
  write(name: string, text: string, thread?: string): Promise<void>;
  /** Somebody without a name writes over the web chat, saying perhaps whose address or number is theirs. */
  visit(text: string, details?: { email: string } | { phone: string }): Promise<void>;
}

const token = "a-token-that-only-tests-know";
const usual = { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" } as const;
const signingSecret = "a-secret-that-only-tests-know";

/** The whole hub with the client as it is now, and a browser; there while tests run. */
export function setDesk({ flags, hasNotices }: { flags?: string[]; hasNotices?: boolean } = {}): Desk {
  const desk = {} as Desk;
  let browser: Browser;
  let channelId: string;
  let written = 0;
  const contexts: BrowserContext[] = [];
  const seats = createSeats();

  beforeAll(async () => {
    desk.hub = await startChatHub();
    browser = await openBrowser(flags, { hasNotices });
    desk.shop = await startSandbox(signingSecret);
    const settings = { token, signingSecret, webhookUrl: desk.shop.url };
    const made = await desk.hub.agent.post("/api/v1/channels", { connector: "api", name: "Shop", settings });
    expect(made.status).toBe(201);
    channelId = made.body.id;
    await eventually(async () => {
      const { body } = await desk.hub.agent.get(`/api/v1/channels/${channelId}`);
      expect(body.health).toBe("up");
    });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await seats.clear();
  });
  afterAll(async () => {
    await browser?.close();
    await desk.hub?.stop();
    await desk.shop?.stop();
  });

  desk.sit = async ({ width = 1440, height = 900, dark, as = desk.hub.agent, canSkip, isOwn } = {}) => {
    const isShared = !canSkip && !isOwn;
    const context = isShared ? await seats.take(browser) : await browser.newContext(usual);
    if (!isShared) contexts.push(context);
    const cookies = [...as.cookies].map(([name, value]) => ({ name, value, url: desk.hub.url }));
    await context.addCookies(cookies);
    if (canSkip) await context.clock.install();
    const page = await context.newPage();
    if (isShared) await forgetStored(page, desk.hub.url);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    await page.goto(`${desk.hub.url}/inbox/all`);
    // Browsers drop keys until a page is painted, before which nobody would press any.
    if (!canSkip)
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    return page;
  };
  desk.browse = async () => {
    const context = await browser.newContext();
    contexts.push(context);
    return context;
  };
  desk.invite = async (name, values = {}) => {
    const email = `${name.toLowerCase()}@inside.example.com`;
    const made = await desk.hub.agent.post("/api/v1/invitations", { email, role: "agent", ...values });
    const link = new URL(made.body.url).pathname.split("/").at(-1);
    const password = "correct horse battery";
    const client = new Client(desk.hub.url);
    await client.post(`/api/v1/access-links/${link}`, { name, password });
    const signedIn = await client.post("/api/auth/sign-in/email", { email, password });
    expect(signedIn.status).toBe(200);
    return client;
  };
  desk.write = async (name, text, thread = name) => {
    written += 1;
    const address = `${name.toLowerCase().replace(/\W+/g, ".")}@example.com`;
    const answer = await fetch(`${desk.hub.url}/api/v1/channels/${channelId}/inbound`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        type: "message",
        externalId: `message-${written}`,
        thread,
        from: { identity: { kind: "email", address }, name },
        text,
      }),
    });
    expect(answer.status).toBeLessThan(300);
  };
  desk.visit = async (text, details) => {
    written += 1;
    const { url, channelId } = desk.hub;
    const visitor = new Client(url);
    const inbound = `/api/v1/channels/${channelId}/inbound`;
    let pass = (await visitor.post(`${inbound}/session`, {})).body.token;
    const post = (path: string, body: object) =>
      visitor.post(`${inbound}/${path}`, body, { authorization: `Bearer ${pass}` });
    if (details) pass = (await post("details", { details })).body.token;
    const taken = await post("messages", { key: `visitor-${written}`, text });
    expect(taken.status).toBeLessThan(300);
  };
  return desk;
}

/** Contexts that go from test to test: one that has read the client's code before opens a page in half the time. */
function createSeats() {
  const free: BrowserContext[] = [];
  const taken: BrowserContext[] = [];
  return {
    async take(browser: Browser): Promise<BrowserContext> {
      const context = free.pop() ?? (await browser.newContext(usual));
      taken.push(context);
      return context;
    },
    async clear() {
      for (const context of taken.splice(0)) {
        const isClosed = await clearSeat(context).then(
          () => false,
          () => true,
        );
        if (!isClosed) free.push(context);
      }
    },
  };
}

async function clearSeat(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.close();
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await context.clearCookies();
  await context.clearPermissions();
  await context.setOffline(false);
}

async function forgetStored(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "local_storage,indexeddb" });
  await session.detach();
}

/** Opens the conversation of a contact from the list. */
export async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByRole("list", { name: "All open" }).getByText(name, { exact: true }).click();
  await page.getByRole("log", { name: "Messages" }).waitFor();
}

export const answerField = (page: Page) => page.getByRole("textbox", { name: "Answer" });
export const messages = (page: Page) => page.getByRole("log", { name: "Messages" });

/** Puts the clock to when what was just sent can no longer be taken back. */
export async function skipUndo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Undo", exact: true }).waitFor();
  await page.clock.fastForward(10_000);
}
