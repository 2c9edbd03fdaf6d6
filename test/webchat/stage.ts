import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { eventually } from "../eventually.ts";
import { type ChatHub, startChatHub } from "./hub.ts";
import { type Site, startSite } from "./site.ts";
import { openBrowser, type Tab } from "./visitor.ts";

export interface Stage {
  hub: ChatHub;
  site: Site;
  browser: Browser;
  /** A new one for each test. */
  visitor: BrowserContext;
}

/** The hub, a strict site on another origin that its chat lists, and a browser; there while tests run. */
export function setStage(): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.hub = await startChatHub();
    stage.site = await startSite(stage.hub.url, stage.hub.channelId);
    await stage.hub.set({ origins: [stage.site.url], title: "Oak & Sons", maxFileMb: 1 });
    stage.browser = await openBrowser();
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.site?.stop();
    await stage.hub?.stop();
  });
  beforeEach(async () => {
    stage.visitor = await stage.browser.newContext({ viewport: { width: 1440, height: 900 } });
  });
  afterEach(() => stage.visitor.close());
  return stage;
}

export const shows = (tab: Tab, texts: string[]) =>
  eventually(async () => expect(await tab.bubbles()).toEqual(texts));
