import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../../test/setup/parts.ts";
import { openBrowser } from "../../test/webchat/visitor.ts";
import { keepCall } from "../keep-call.ts";
import { newOwner } from "../store/key.ts";
import { openRecordingStore, type RecordingStore } from "../store/open-recording-store.ts";
import { recordAac } from "../test-aac.ts";
import { recordTones } from "../test-browser.ts";
import { listenAt, servePlayer } from "../test-player.ts";
import { keepPieces } from "../test-sound.ts";

describe.runIf(chromiumPath())("in a browser", () => {
  let folder: string;
  let store: RecordingStore;
  let player: Awaited<ReturnType<typeof servePlayer>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "switchboard-play-"));
    store = openRecordingStore({ folder, owner: newOwner() });
    player = await servePlayer(store);
    browser = await openBrowser();
    page = await browser.newPage();
    await page.goto(player.url);
  });
  afterAll(async () => {
    await browser?.close();
    player?.stop();
    await rm(folder, { recursive: true });
  });

  async function keepTake(mimeType: string, hz: number[], lost = 0): Promise<string> {
    const pieces = await recordTones(page, { mimeType, hz, ms: 3_000, bitsPerSecond: 32_000 });
    const segment = store.newSegment();
    const kept = pieces.slice(0, pieces.length - lost);
    for (const [number, bytes] of kept.entries()) await store.addPiece({ segment, number, bytes });
    return segment;
  }

  async function expectHeard(key: string, moments: [number, [number, number] | "silence"][]) {
    for (const [seconds, tones] of moments) {
      const { duration, hz } = await listenAt(page, key, seconds);
      expect(duration).toBeCloseTo(60, 0);
      if (tones === "silence") expect(hz).toEqual([undefined, undefined]);
      else expect(hz.map((each) => Math.round((each ?? 0) / 20) * 20)).toEqual(tones);
    }
  }

  test("what it recorded in several runs, one of them broken off, plays from any moment", async () => {
    const segments = [
      { segment: await keepTake("audio/webm;codecs=opus", [440, 1000]), startMs: 0 },
      { segment: await keepTake("audio/mp4;codecs=opus", [600, 1500], 2), startMs: 30_000 },
    ];
    const [kept] = await keepCall({ store }, { segments, lengthMs: 60_000 });
    expect(kept).toMatchObject({ container: "webm", channels: 2, size: await store.size(kept!.key) });
    await expectHeard(kept!.key, [
      [30.3, [600, 1500]],
      [1, [440, 1000]],
      [15, "silence"],
      [58, "silence"],
    ]);
  });

  test("AAC of several runs plays from any moment", async () => {
    const segment = await keepPieces(store, await recordAac([440, 1000], 2));
    const other = await keepPieces(store, await recordAac([600, 1500], 2));
    const segments = [
      { segment, startMs: 5_000 },
      { segment: other, startMs: 40_000 },
    ];
    const [kept] = await keepCall({ store }, { segments, lengthMs: 60_000 });
    expect(kept).toMatchObject({ container: "mp4", codec: "aac", channels: 2 });
    await expectHeard(kept!.key, [
      [40.5, [600, 1500]],
      [5.5, [440, 1000]],
      [20, "silence"],
    ]);
  });
});
