import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CallRecorder } from "../../client/src/lib/recorder/create-call-recorder.ts";
import { calls, recordingSegments } from "../../db/schema/calls.ts";
import { people } from "../../db/schema/people.ts";
import { bytesInMemory, loudest, loudness, samplesOf } from "../../recordings/test-sound.ts";
import { keepRecordingLater } from "../../server/calls/recordings/keep-recording-later.ts";
import type { Recording } from "../../server/contract/recordings.ts";
import type { Deps } from "../../server/lib/deps.ts";
import { transact } from "../../server/lib/transact.ts";
import { depsOn } from "../deps.ts";
import { eventually } from "../eventually.ts";
import { makeCall, piecesOf, type TalkingCall } from "../recorded-call.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setDesk } from "./desk.ts";
import { bundleRecorder } from "./recorder-bundle.ts";
import { seriousOn } from "./serious-on.ts";

const [left, right] = [440, 1_000];
/** Of the loudness of 0.3 in which each is played; a busy machine may leave out some of it. */
const audible = 0.1;
const silent = 0.02;

interface RecordingWindow {
  recording: { createCallRecorder(options: object): CallRecorder };
  recorder: CallRecorder;
  context: AudioContext;
}

describe.skipIf(!chromiumPath())("recordings", () => {
  const desk = setDesk({ flags: ["--autoplay-policy=no-user-gesture-required"] });
  let deps: Deps;
  beforeAll(async () => {
    deps = depsOn(desk.hub.databaseUrl);
    // Whoever talks without a phone is let go of, by a look every minute.
    (await desk.hub.screen()).emit("phone", true);
    await eventually(async () => {
      const ready = await deps.db.select().from(people).where(eq(people.hasPhone, true));
      expect(ready).toHaveLength(1);
    });
  });
  afterAll(() => deps?.pool.end());

  /** A call that has begun just now, and in which Ada talks. */
  async function talk(): Promise<TalkingCall> {
    const { id } = (await desk.hub.agent.get("/api/v1/me")).body;
    return makeCall({ deps }, { taker: { id } });
  }

  async function end({ callId }: TalkingCall, endedAt = new Date()): Promise<Recording> {
    await deps.db.update(calls).set({ stage: "ended", endedAt }).where(eq(calls.id, callId));
    await transact(deps, (tx) => keepRecordingLater(tx, { callId, now: new Date() }));
    return eventually(async () => {
      const { body } = await desk.hub.agent.get(`/api/v1/calls/${callId}`);
      expect(body.recordings).toHaveLength(1);
      return body.recordings[0];
    });
  }

  const segmentsOf = ({ callId }: TalkingCall) =>
    deps.db
      .select()
      .from(recordingSegments)
      .where(eq(recordingSegments.callId, callId))
      .orderBy(recordingSegments.startsAtMs);

  async function soundOf({ url }: Recording) {
    const cookie = [...desk.hub.agent.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(desk.hub.url + url, { headers: { cookie } });
    return samplesOf(bytesInMemory(Buffer.from(await answer.arrayBuffer())));
  }

  test("a browser records both sides, apart, in WebM or MP4; a pause is silent, and a lost connection loses nothing", async () => {
    const call = await talk();
    const page = await desk.sit();
    await page.route("**/recorder-test.js", async (route) =>
      route.fulfill({ contentType: "text/javascript", body: await bundleRecorder() }),
    );
    await page.addScriptTag({ url: "/recorder-test.js" });
    await beginRecorder(page, call.callId);
    await heardFor(page, 1);
    await page.context().setOffline(true);
    await heardFor(page, 5);
    await page.context().setOffline(false);
    await heardFor(page, 1);
    await page.evaluate(() => (window as unknown as RecordingWindow).recorder.pause());
    await heardFor(page, 2);
    expect(await page.evaluate(refuseWebm)).toBe(true);
    await page.evaluate(() => (window as unknown as RecordingWindow).recorder.resume());
    await heardFor(page, 2);
    await page.evaluate(() => (window as unknown as RecordingWindow).recorder.mute(true));
    await heardFor(page, 2);
    await page.evaluate(() => (window as unknown as RecordingWindow).recorder.stop());
    const [first, second, ...more] = await segmentsOf(call);
    expect([first?.endedAt, second?.endedAt, more]).toEqual([expect.any(Date), expect.any(Date), []]);

    const endedAt = new Date();
    const recording = await end(call, endedAt);
    const { rate, channels } = await soundOf(recording);
    const [agent, caller] = channels as [Float32Array, Float32Array];
    const [begun, again] = [first!.startsAtMs / 1_000, second!.startsAtMs / 1_000];
    for (const from of [begun + 0.5, begun + 3, begun + 5, again + 0.5]) {
      const at = [from, from + 1] as const;
      expect(loudness(agent, rate, left, ...at)).toBeGreaterThan(audible);
      expect(loudness(caller, rate, right, ...at)).toBeGreaterThan(audible);
      expect(loudness(agent, rate, right, ...at)).toBeLessThan(silent);
      expect(loudness(caller, rate, left, ...at)).toBeLessThan(silent);
    }
    expect(loudest(agent, rate, again - 1.2, again - 0.1)).toBeLessThan(silent);
    expect(loudest(caller, rate, again - 1.2, again - 0.1)).toBeLessThan(silent);
    // Muted: the caller alone.
    expect(loudest(agent, rate, again + 2.8, again + 3.5)).toBeLessThan(silent);
    expect(loudness(caller, rate, right, again + 2.8, again + 3.5)).toBeGreaterThan(audible);
    const [row] = await deps.db.select().from(calls).where(eq(calls.id, call.callId));
    expect(recording.lengthMs).toBeCloseTo(endedAt.getTime() - row!.answeredAt!.getTime(), -3);
  });

  test("a recording is played, moved about in, sped up and commented on, by keys too", async () => {
    const call = await talk();
    const begun = await desk.hub.agent.post(`/api/v1/calls/${call.callId}/segments`, { channelCount: 2 });
    const binary = { "content-type": "application/octet-stream" };
    for (const [number, bytes] of (await piecesOf("first.webm")).entries()) {
      const path = `/api/v1/segments/${begun.body.id}/pieces/${number}`;
      expect((await desk.hub.agent.send("PUT", path, bytes, binary)).status).toBe(204);
    }
    await deps.db
      .update(calls)
      .set({
        offRecord: [
          [6_000, 9_000, "paused"],
          [12_000, 14_000, "onHold"],
        ],
      })
      .where(eq(calls.id, call.callId));
    const { id } = await end(call, new Date(Date.now() + 20_000));

    const page = await desk.sit();
    await page.goto(`${desk.hub.url}/inbox/all/${call.conversationId}`);
    const player = page.getByRole("region", { name: "Recording" });
    await player.getByText("0:00 / 0:20").waitFor();
    await player.locator("canvas").first().waitFor();
    expect(await seriousOn(page)).toEqual([]);
    const listens = async () =>
      (await desk.hub.agent.get(`/api/v1/recordings/${id}/listens`)).body.items.length;
    expect(await listens()).toBe(0);

    const slider = player.getByRole("slider", { name: "Position" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await player.getByText("0:05 / 0:20").waitFor();
    const off = player.getByRole("list", { name: "Pauses in the recording" });
    expect(await off.getByRole("listitem").allTextContents()).toEqual([
      "Recording paused 0:06–0:09",
      "On hold 0:12–0:14",
    ]);
    const { x, width } = (await slider.boundingBox())!;
    const band = (await player.locator("[data-reason=paused]").first().boundingBox())!;
    expect([(band.x - x) / width, band.width / width]).toEqual([
      expect.closeTo(6 / 20, 1),
      expect.closeTo(3 / 20, 1),
    ]);
    await off.getByText("Recording paused").click();
    await player.getByText("0:06 / 0:20").waitFor();
    expect(await slider.getAttribute("aria-valuetext")).toBe("0:06 of 0:20, Recording paused");
    await player.getByRole("combobox", { name: "Speed" }).selectOption("2");
    await slider.focus();
    await page.keyboard.press("Space");
    await player.getByRole("button", { name: "Pause", exact: true }).waitFor();
    await eventually(async () => expect(await playing(page)).toMatchObject({ rate: 2, isFurther: true }));
    expect(await listens()).toBe(1);
    const heardAt = Date.now();
    await player.getByRole("button", { name: "Skip silence" }).click();
    // All that is left is silence.
    await player.getByText("0:19 / 0:20").or(player.getByText("0:20 / 0:20")).first().waitFor();
    await player.getByRole("button", { name: "Play" }).waitFor();

    await slider.focus();
    await page.keyboard.press("Home");
    await player.getByRole("button", { name: "0 comments" }).click();
    await player.getByRole("button", { name: "Comment at 0:00" }).click();
    await player.getByRole("textbox", { name: "Comment at 0:00" }).fill("A kind greeting");
    await page.keyboard.press("Control+Enter");
    await player.getByText("A kind greeting", { exact: true }).waitFor();
    await player.getByRole("button", { name: "1 comment" }).waitFor();
    expect(await seriousOn(page)).toEqual([]);

    // What is asked for within a second is one listening.
    await eventually(() => expect(Date.now()).toBeGreaterThan(heardAt + 1_500));
    await player.getByRole("button", { name: "Play" }).click();
    await eventually(async () => expect(await listens()).toBe(2));

    await player.getByRole("button", { name: "More about this recording" }).click();
    await page.getByRole("menuitem", { name: "Put under legal hold" }).click();
    await player.getByText("Legal hold").waitFor();
    await player.getByRole("button", { name: "More about this recording" }).click();
    await page.getByRole("menuitem", { name: "Who listened" }).click();
    await page.getByRole("dialog").getByText("Ada Agent").nth(1).waitFor();
  });
});

/** Two tones, one for each side, into a recorder as the phone makes one. */
const beginRecorder = (page: Page, callId: string) =>
  page.evaluate(
    async ({ callId, hz }) => {
      const here = window as unknown as RecordingWindow;
      here.context = new AudioContext();
      await here.context.resume();
      const [local, remote] = hz.map((frequency) => {
        const oscillator = new OscillatorNode(here.context, { frequency });
        const heard = new MediaStreamAudioDestinationNode(here.context);
        oscillator.connect(new GainNode(here.context, { gain: 0.5 })).connect(heard);
        oscillator.start();
        return heard.stream;
      });
      here.recorder = here.recording.createCallRecorder({ callId, local, remote });
    },
    { callId, hz: [left, right] },
  );

/** In the page: from here on it records as a browser that knows no WebM; gives whether it can. */
function refuseWebm(): boolean {
  const isSupported = MediaRecorder.isTypeSupported.bind(MediaRecorder);
  MediaRecorder.isTypeSupported = (type) => !type.includes("webm") && isSupported(type);
  return MediaRecorder.isTypeSupported("audio/mp4;codecs=opus");
}

/** By the clock of the sound itself. */
const heardFor = (page: Page, seconds: number) =>
  page.evaluate(async (seconds) => {
    const { context } = window as unknown as RecordingWindow;
    const end = context.currentTime + seconds;
    while (context.currentTime < end) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, seconds);

const playing = (page: Page) =>
  page.evaluate(() => {
    const audio = document.querySelector("audio[src*='/recordings/']") as HTMLAudioElement;
    return { rate: audio.playbackRate, isFurther: audio.currentTime > 5.2 };
  });
