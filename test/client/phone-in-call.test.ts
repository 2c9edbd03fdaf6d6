import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { callIn, inCall, makeReady, takeCalls } from "./phone-desk.ts";
import { offer } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

/** Where pictures to look at go. */
const pictures = process.env.SCREENSHOTS;
const longNames = {
  latin: "Anna-Katharina von Hohenstein-Württemberg zu Sayn",
  arabic: "عبد الرحمن بن محمد بن عبد العزيز آل سعود الكبير",
  chinese: "欧阳修远国际贸易有限责任公司北京分公司客户服务部",
};

describe.skipIf(!chromiumPath())("the phone within a call", () => {
  const desk = setDesk({ flags: fakeMicrophone });

  test("a call that does not connect goes to the next, and that is said", async () => {
    const hal = await desk.invite("Hal");
    const ida = await desk.invite("Ida");
    await takeCalls(desk, [hal, ida], { name: "Low desk" });
    const pages = [await desk.sit({ as: hal }), await desk.sit({ as: ida })];
    for (const page of pages) {
      await makeReady(page);
      // Whoever is asked first does not get through.
      await page.evaluate(() => Reflect.deleteProperty(RTCPeerConnection.prototype, "setRemoteDescription"));
    }
    await callIn(desk);
    const offered = await Promise.race(
      pages.map(async (page) => {
        await offer(page).waitFor();
        return page;
      }),
    );
    const next = pages.find((page) => page !== offered) as Page;
    await offered.keyboard.press("Alt+a");
    await inCall(offered).getByText("Connecting…").waitFor();
    await offered.getByText("Could not connect. The call goes to the next person.").waitFor();
    await inCall(offered).waitFor({ state: "detached" });
    await offer(next).waitFor();
    expect(await offer(offered).count()).toBe(0);
  });

  test("where recordings are on demand nothing is recorded before somebody says so", async () => {
    const dora = await desk.invite("Dora");
    await takeCalls(desk, [dora], { name: "Front desk", recording: "onDemand" });
    const page = await desk.sit({ as: dora });
    await makeReady(page);
    const visitor = await callIn(desk);
    await accept(page);
    await visitor.getByText("You are talking with us.").waitFor();
    const begin = inCall(page).getByRole("button", { name: "Record", exact: true });
    await begin.waitFor();
    const [call] = (await dora.get("/api/v1/calls?show=mine")).body.items;
    expect(call).toMatchObject({ recordingRule: "onDemand", isPaused: true });
    expect(await seriousOn(page)).toEqual([]);

    await begin.click();
    await inCall(page).getByText("Recording", { exact: true }).waitFor();
    await inCall(page).getByRole("button", { name: "Pause the recording" }).click();
    await begin.waitFor();
    await page.keyboard.press("Alt+e");
    await visitor.getByText("The call has ended.").waitFor();
    await eventually(async () => {
      const { body } = await dora.get(`/api/v1/calls/${call.id}`);
      expect(body.recordings).toHaveLength(1);
    });
  });

  test("a caller who refuses to be recorded is shown so, whatever they are called, and keys pressed are tones for them", async () => {
    const ed = await desk.invite("Ed");
    await takeCalls(desk, [ed], {
      name: "Back desk",
      recording: "always",
      recordingNotice: "Press 9 to refuse.",
      asksRecording: true,
    });
    const page = await desk.sit({ as: ed });
    await page.evaluate(noteTones);
    await makeReady(page);
    const visitor = await callIn(desk);
    await visitor.getByRole("button", { name: "Key 9" }).click();
    await accept(page);
    await visitor.getByText("You are talking with us.").waitFor();
    await inCall(page).getByText("The caller does not want to be recorded").waitFor();
    const [{ contact }] = (await ed.get("/api/v1/calls?show=mine")).body.items;
    for (const [script, name] of Object.entries(longNames)) {
      expect((await ed.patch(`/api/v1/contacts/${contact.id}`, { name })).status).toBe(200);
      await inCall(page).getByText(name).waitFor();
      expect(await seriousOn(page)).toEqual([]);
      if (pictures) await takePictures(page, `refused-${script}`);
    }
    await inCall(page).getByRole("button", { name: "Keypad" }).click();
    const pad = page.getByRole("dialog", { name: "Keypad" });
    await pad.getByRole("button", { name: "4", exact: true }).click();
    await page.keyboard.type("2#");
    await pad.getByText("42#", { exact: true }).waitFor();
    expect(await page.evaluate(() => Reflect.get(window, "tones"))).toEqual(["4", "2", "#"]);
    expect(await seriousOn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await pad.waitFor({ state: "detached" });
  });

  test("who signs out is asked first, and their caller waits again", async () => {
    const joan = await desk.invite("Joan");
    await takeCalls(desk, [joan], { name: "Last desk" });
    const page = await desk.sit({ as: joan, isOwn: true });
    await makeReady(page);
    const visitor = await callIn(desk);
    await accept(page);
    await visitor.getByText("You are talking with us.").waitFor();
    const signOut = async (answer: string) => {
      await page.getByRole("button", { name: "Joan, your menu" }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      const asked = page.getByRole("dialog", { name: "Leave your call?" });
      await asked.waitFor();
      expect(await seriousOn(page)).toEqual([]);
      await asked.getByRole("button", { name: answer, exact: true }).click();
    };
    await signOut("Cancel");
    await inCall(page).getByRole("button", { name: "Mute" }).waitFor();
    await signOut("Sign out");
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    await visitor.getByText("You are in line. Please stay on the line.").waitFor();
  });

  test("a microphone that is pulled out is replaced by another, and the call goes on with that", async () => {
    const flo = await desk.invite("Flo");
    await takeCalls(desk, [flo], { name: "Side desk" });
    const page = await desk.sit({ as: flo });
    await page.evaluate(keepMicrophones);
    await makeReady(page);
    const visitor = await callIn(desk);
    await accept(page);
    await visitor.getByText("You are talking with us.").waitFor();
    const [before] = await page.evaluate(sentNow);
    await page.evaluate(pullOut);
    await eventually(async () => {
      const sent = await page.evaluate(sentNow);
      expect(sent).toMatchObject([{ state: "live" }]);
      expect(sent[0]?.id).not.toBe(before?.id);
    });
    await inCall(page).getByRole("button", { name: "Mute" }).waitFor();
    await visitor.getByText("You are talking with us.").waitFor();
  });

  test("a caller whose person's browser is gone waits again, and goes to the next", async () => {
    const [gwen, hugo] = [await desk.invite("Gwen"), await desk.invite("Hugo")];
    await takeCalls(desk, [gwen, hugo], { name: "Far desk" });
    const first = await desk.sit({ as: gwen });
    await makeReady(first);
    const visitor = await callIn(desk);
    await accept(first);
    await visitor.getByText("You are talking with us.").waitFor();
    const second = await desk.sit({ as: hugo });
    await makeReady(second);
    await first.context().close();
    await accept(second);
    await visitor.getByText("You are talking with us.").waitFor();
    await eventually(async () => {
      const [call] = (await hugo.get("/api/v1/calls?show=mine")).body.items;
      const legs = [{ state: "ended" }, { state: "connected" }];
      expect(call).toMatchObject({ stage: "active", legs });
    });
  });
});

/** Whose browser is gone may come back for some seconds before anybody else is asked. */
const accept = (page: Page) =>
  offer(page)
    .getByRole("button", { name: /^Accept/ })
    .click({ timeout: 90_000 });

/** In the page: every tone that a connection is asked for. */
function noteTones() {
  const tones: string[] = [];
  Reflect.set(window, "tones", tones);
  const insert = RTCDTMFSender.prototype.insertDTMF;
  RTCDTMFSender.prototype.insertDTMF = function (keys, ...more) {
    tones.push(keys);
    return insert.call(this, keys, ...more);
  };
}

/** In the page: every microphone that was given, and every connection that sends one. */
function keepMicrophones() {
  const { mediaDevices } = navigator;
  const given: MediaStream[] = [];
  const connections: RTCPeerConnection[] = [];
  Object.assign(window, { given, connections });
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    given.push(stream);
    return stream;
  };
  const add = RTCPeerConnection.prototype.addTrack;
  RTCPeerConnection.prototype.addTrack = function (...tracks) {
    connections.push(this);
    return add.apply(this, tracks);
  };
}

/** In the page: the newest microphone ends, as when its plug is pulled. */
function pullOut() {
  const given: MediaStream[] = Reflect.get(window, "given");
  const [track] = given.at(-1)?.getAudioTracks() ?? [];
  track?.stop();
  track?.dispatchEvent(new Event("ended"));
}

/** In the page: what goes out to others. */
function sentNow() {
  const connections: RTCPeerConnection[] = Reflect.get(window, "connections");
  const going = connections.filter(({ connectionState }) => connectionState === "connected");
  const tracks = going.flatMap((one) => one.getSenders().map(({ track }) => track));
  return tracks.map((track) => ({ id: track?.id, state: track?.readyState }));
}

async function takePictures(page: Page, name: string) {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${pictures}/${name}-${scheme}-${width}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
