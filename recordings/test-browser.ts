import type { Page } from "playwright-core";

interface Take {
  mimeType: string;
  /** In the left channel, in the right. */
  hz: number[];
  ms: number;
  bitsPerSecond: number;
}

/** What a real MediaRecorder gives of two tones, piece by piece. */
export async function recordTones(page: Page, take: Take): Promise<Buffer[]> {
  const pieces = await page.evaluate(async ({ mimeType, hz, ms, bitsPerSecond }) => {
    const context = new AudioContext();
    await context.resume();
    const merger = context.createChannelMerger(hz.length);
    for (const [channel, frequency] of hz.entries()) {
      const gain = new GainNode(context, { gain: 0.5 });
      const oscillator = new OscillatorNode(context, { frequency });
      oscillator.connect(gain).connect(merger, 0, channel);
      oscillator.start();
    }
    const heard = new MediaStreamAudioDestinationNode(context, { channelCount: hz.length });
    merger.connect(heard);
    const recorder = new MediaRecorder(heard.stream, { mimeType, audioBitsPerSecond: bitsPerSecond });
    const blobs: Blob[] = [];
    recorder.ondataavailable = ({ data }) => blobs.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start(500);
    await new Promise((resolve) => setTimeout(resolve, ms));
    recorder.stop();
    await stopped;
    await context.close();
    return Promise.all(blobs.map(async (blob) => Array.from(new Uint8Array(await blob.arrayBuffer()))));
  }, take);
  return pieces.map((piece) => Buffer.from(piece));
}
