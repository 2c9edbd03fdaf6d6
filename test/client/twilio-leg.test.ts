import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { openBrowser } from "../webchat/visitor.ts";
import { bundleFor } from "./recorder-bundle.ts";
import { playSignalling, type Signalling, standIn } from "./twilio-signalling.ts";

const [callerHertz, personHertz, otherHertz] = [620, 440, 1_000];

/** Twilio's own SDK in a real browser, with real sound; only its signalling is played. */
describe.skipIf(!chromiumPath())("a leg over Twilio's SDK", () => {
  let browser: Browser;
  let bundle: string;
  let page: Page;
  let twilio: Signalling;

  beforeAll(async () => {
    bundle = await bundleFor("connectors/twilio/browser/open-device.ts", "device");
    browser = await openBrowser(["--autoplay-policy=no-user-gesture-required"]);
  });
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    await page.route("http://localhost/", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>leg</title>" }),
    );
    twilio = await playSignalling(page);
    await page.goto("http://localhost/");
    await page.evaluate(standIn);
    await page.addScriptTag({ content: bundle });
    await page.evaluate(
      `(async () => {
        window.legs = {};
        window.states = {};
        window.heard = {};
        window.begin = (legId) => {
          const leg = voice.begin({ legId, callId: "call", role: "talk" });
          legs[legId] = leg;
          states[legId] = [];
          leg.onState((state) => states[legId].push(state));
          leg.onRemote((stream) => (heard[legId] = stream));
        };
        const pass = { token: "a token that only tests know" };
        window.voice = await device.openDevice({ pass, microphone: party.tone(${personHertz}), send() {} });
      })()`,
    );
  });
  afterEach(() => page.context().close());
  afterAll(() => browser?.close());

  const states = (legId: string) => page.evaluate(`states["${legId}"]`);
  const becomes = (legId: string, state: string) =>
    eventually(async () => expect((await states(legId)) as string[]).toContain(state));
  /** Within what two neighbours of an analysis keep apart. */
  const sounds = (what: string, hertz: number) =>
    eventually(async () => expect(Math.abs(Number(await page.evaluate(what)) - hertz)).toBeLessThan(15));

  test("what rings before the hub has asked for it is taken as soon as that has, and both hear each other", async () => {
    await twilio.ring("CA1", "leg-1");
    await page.evaluate(`begin("leg-1")`);
    await becomes("leg-1", "connected");
    await sounds(`party.loudest(heard["leg-1"])`, callerHertz);
    await sounds(`party.hears("CA1")`, personHertz);

    await page.evaluate(`legs["leg-1"].mute(true)`);
    await sounds(`party.hears("CA1")`, 0);
    await page.evaluate(`legs["leg-1"].mute(false)`);
    await sounds(`party.hears("CA1")`, personHertz);
    await page.evaluate(`voice.useMicrophone(party.tone(${otherHertz}))`);
    await sounds(`party.hears("CA1")`, otherHertz);

    await page.evaluate(`legs["leg-1"].press("4")`);
    await page.evaluate(`legs["leg-1"].end()`);
    await eventually(() =>
      expect(twilio.said).toContainEqual(
        expect.objectContaining({ type: "hangup", payload: expect.objectContaining({ callsid: "CA1" }) }),
      ),
    );
    expect(await states("leg-1")).toEqual(["connecting", "connected", "ended"]);
  });

  test("a second call is taken beside the first, and neither ends with the other", async () => {
    await page.evaluate(`begin("leg-1")`);
    await twilio.ring("CA1", "leg-1");
    await becomes("leg-1", "connected");
    await page.evaluate(`begin("leg-2")`);
    await twilio.ring("CA2", "leg-2");
    await becomes("leg-2", "connected");
    await sounds(`party.hears("CA2")`, personHertz);
    await sounds(`party.hears("CA1")`, personHertz);
    await page.evaluate(`legs["leg-2"].end()`);
    await sounds(`party.loudest(heard["leg-1"])`, callerHertz);
    expect(await states("leg-1")).toEqual(["connecting", "connected"]);
  });

  test("what the hub asks for waits until it rings, and that Twilio hung up is called lost", async () => {
    await page.evaluate(`begin("leg-2")`);
    await twilio.ring("CA9", "a-leg-that-nobody-asked-for");
    await twilio.ring("CA2", "leg-2");
    await becomes("leg-2", "connected");
    twilio.tell("hangup", { callsid: "CA2" });
    await becomes("leg-2", "lost");
    const answered = twilio.said.filter(({ type }) => type === "answer");
    expect(answered.map(({ payload }) => payload.callsid)).toEqual(["CA2"]);
  });
});
