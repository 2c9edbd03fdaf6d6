import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckNetwork } from "../../connectors/contract.ts";
import { bundleFor } from "../client/recorder-bundle.ts";
import { eventually } from "../eventually.ts";
import { Browser as Client } from "../http/browser.ts";
import { chromiumPath, coturnPath } from "../setup/parts.ts";
import { callArgs, hears } from "./call-browsers.ts";
import { type Coturn, startCoturn } from "./coturn.ts";
import { type ChatHub, startChatHub } from "./hub.ts";
import { type Site, startSite } from "./site.ts";
import { callUs, takeCalls, talk } from "./talk.ts";
import { openBrowser } from "./visitor.ts";

describe.skipIf(!chromiumPath() || !coturnPath())("a call whose two ends have only the relay", () => {
  let coturn: Coturn;
  let hub: ChatHub;
  let site: Site;
  let browser: Browser;
  let socket: Awaited<ReturnType<typeof takeCalls>>;

  beforeAll(async () => {
    coturn = await startCoturn();
    hub = await startChatHub();
    site = await startSite(hub.url, hub.channelId);
    const turnUrls = [`turn:127.0.0.1:${coturn.port}`];
    socket = await takeCalls(hub, site, { turnUrls, turnSecret: coturn.secret });
    browser = await openBrowser(callArgs);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await hub?.stop();
    await coturn?.kill();
  });

  async function browse(): Promise<BrowserContext> {
    const context = await browser.newContext({ bypassCSP: true });
    await context.addInitScript(useOnlyRelays);
    return context;
  }

  test("is heard at both, and goes on after the relay was gone for some seconds", async () => {
    const tab = await callUs(await browse(), site);
    const { leg } = await talk({ hub, person: await browse(), socket }, tab);
    for (const page of [tab.page, leg.page]) {
      await hears(page);
      expect(await waysOf(page)).toEqual(["relay to relay"]);
    }

    await coturn.kill();
    await eventually(async () => expect((await leg.states()).at(-1)).toBe("lost"));
    await coturn.start();
    await eventually(async () => expect((await leg.states()).at(-1)).toBe("connected"));
    await tab.dialog.getByText("You are talking with us.").waitFor();
    for (const page of [tab.page, leg.page]) {
      await hears(page);
      expect(await waysOf(page)).toEqual(["relay to relay"]);
    }
    await tab.dialog.getByRole("button", { name: "Hang up" }).click();
    await eventually(async () => expect((await leg.states()).at(-1)).toBe("ended"));
    expect(tab.problems).toEqual([]);
  });

  test("is told of by the check of the network, which asks for what it needs", async () => {
    const { body } = await hub.agent.get("/api/v1/me/phone/check");
    expect(body.passes).toMatchObject([{ connector: "webchat" }]);
    const page = await (await browse()).newPage();
    await page.goto(`${hub.url}/demo`);
    await page.addScriptTag({
      content: await bundleFor("connectors/webchat/browser/check-network.ts", "part"),
    });
    const found = await page.evaluate(
      (pass) => (Reflect.get(window, "part") as { checkNetwork: CheckNetwork }).checkNetwork(pass),
      body.passes[0].data,
    );
    expect(found).toMatchObject({ relay: "works", relayMs: expect.any(Number) });
    expect((await new Client(hub.url).get("/api/v1/me/phone/check")).status).toBe(401);
  });
});

/** In the page: nothing but what a relay gives may be used. */
function useOnlyRelays() {
  const only = (configuration: RTCConfiguration = {}) =>
    ({ ...configuration, iceTransportPolicy: "relay" }) as const;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(only(configuration));
    }
    override setConfiguration(configuration?: RTCConfiguration) {
      super.setConfiguration(only(configuration));
    }
  };
}

/** By which kinds of candidates the page's connections go. */
const waysOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const all = Reflect.get(window, "connections") as RTCPeerConnection[];
    const going = all.filter(({ connectionState }) => connectionState === "connected");
    return Promise.all(
      going.map(async (connection) => {
        const stats = await connection.getStats();
        const { selectedCandidatePairId } = [...stats.values()].find(({ type }) => type === "transport");
        const pair = stats.get(selectedCandidatePairId);
        const kindOf = (id: string) => stats.get(id).candidateType;
        return `${kindOf(pair.localCandidateId)} to ${kindOf(pair.remoteCandidateId)}`;
      }),
    );
  });
