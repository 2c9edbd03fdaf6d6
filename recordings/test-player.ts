import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import type { Page } from "playwright-core";
import { parseRange } from "./parse-range.ts";
import type { RecordingStore } from "./store/open-recording-store.ts";

/** A page with an audio element that plays what the store has, by range requests. */
export async function servePlayer(store: RecordingStore): Promise<{ url: string; stop(): void }> {
  const server = createServer(async (request, response) => {
    const key = request.url?.slice(1) ?? "";
    if (key.length !== 64)
      return response.setHeader("content-type", "text/html").end("<button>play</button>");
    const size = await store.size(key);
    const range = parseRange(request.headers.range, size);
    if (range === "unsatisfiable") return response.writeHead(416).end();
    const { start, end } = range === "whole" ? { start: 0, end: size - 1 } : range;
    response.writeHead(range === "whole" ? 200 : 206, {
      "accept-ranges": "bytes",
      "content-length": end - start + 1,
      "content-range": `bytes ${start}-${end}/${size}`,
    });
    await pipeline(await store.read(key, { range: { start, end } }), response).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Heard {
  duration: number;
  /** The strongest tone of each channel, left then right; undefined where it is silent. */
  hz: (number | undefined)[];
}

/** Opens a recording, jumps to a moment without playing what is before, and listens. */
export async function listenAt(page: Page, key: string, seconds: number): Promise<Heard> {
  await page.getByRole("button").click();
  return page.evaluate(
    async ({ key, seconds }) => {
      const audio = new Audio(`/${key}`);
      const next = (name: string) =>
        new Promise((resolve, reject) => {
          audio.addEventListener(name, resolve, { once: true });
          audio.addEventListener("error", () => reject(new Error(audio.error?.message)), { once: true });
        });
      await next("loadedmetadata");
      const { duration } = audio;
      audio.currentTime = seconds;
      await next("seeked");
      const context = new AudioContext();
      await context.resume();
      const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
      context.createMediaElementSource(audio).connect(splitter);
      const analysers = [0, 1].map((channel) => {
        const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
        splitter.connect(analyser, channel);
        return analyser;
      });
      await audio.play();
      while (audio.currentTime < seconds + 0.5) await next("timeupdate");
      const hz = analysers.map((analyser) => {
        const levels = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(levels);
        const strongest = levels.indexOf(Math.max(...levels));
        const isSilent = (levels[strongest] ?? Number.NEGATIVE_INFINITY) < -70;
        return isSilent ? undefined : (strongest * context.sampleRate) / analyser.fftSize;
      });
      audio.pause();
      await context.close();
      return { duration, hz };
    },
    { key, seconds },
  );
}
