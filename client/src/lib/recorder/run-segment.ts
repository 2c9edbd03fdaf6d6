import { call, putBytes } from "../api.ts";
import { createPieceSender, isPassing } from "./send-pieces.ts";

export interface RunningSegment {
  /** Stops the recorder; resolves when all it recorded is at the hub, or is given up. */
  stop(): Promise<void>;
  goOn(): void;
}

interface SegmentOptions {
  callId: string;
  stream: MediaStream;
  /** The hub does not want it, or not any more. */
  onRefused(error: unknown): void;
}

const pieceMs = 2_000;
const bitsPerSecond = 64_000;
/** When the recorder has stopped, nothing else comes round by itself. */
const [tries, betweenMs] = [30, 2_000];

/** One run of a recorder: begun at the hub, its pieces sent up while it records, ended there. */
export function runSegment({ callId, stream, onRefused }: SegmentOptions): RunningSegment {
  const startedAt = performance.now();
  let begun: Promise<string> | undefined;
  let isRefused = false;

  /** Its name at the hub; asked for until the hub is reached. */
  function begin(): Promise<string> {
    const agoMs = Math.round(performance.now() - startedAt);
    const body = { channelCount: 2, agoMs } as const;
    begun ??= call("POST /calls/:id/segments", { params: { id: callId }, body }).then(
      ({ id }) => id,
      (error) => {
        begun = undefined;
        throw error;
      },
    );
    return begun;
  }

  function refuse(error: unknown) {
    if (isRefused) return;
    isRefused = true;
    if (recorder.state !== "inactive") recorder.stop();
    onRefused(error);
  }

  const sender = createPieceSender({
    async put(number, piece) {
      const params = { id: await begin(), number };
      await putBytes("PUT /segments/:id/pieces/:number", { params }, piece);
    },
    onRefused: refuse,
  });

  const recorder = new MediaRecorder(stream, { mimeType: bestType(), audioBitsPerSecond: bitsPerSecond });
  const stopped = new Promise<void>((resolve) => recorder.addEventListener("stop", () => resolve()));
  // The recorder's own clock also runs in a hidden tab, so each piece tries what is left of earlier ones again.
  recorder.addEventListener("dataavailable", ({ data }) => sender.add(data));
  recorder.start(pieceMs);
  begin().catch((error) => !isPassing(error) && refuse(error));

  async function finish() {
    for (let tried = 0; tried < tries && !isRefused; tried++) {
      sender.goOn();
      const isSent = await Promise.race([sender.settled().then(() => true), pause()]);
      if (!isSent) continue;
      if (await end(begin())) return;
      await pause();
    }
  }

  return {
    goOn: sender.goOn,
    async stop() {
      if (recorder.state !== "inactive") recorder.stop();
      await stopped;
      await finish();
    },
  };
}

/** Says whether nothing more is to be said. */
const end = (begun: Promise<string>) =>
  begun
    .then((id) => call("POST /segments/:id/end", { params: { id } }))
    .then(
      () => true,
      (error) => !isPassing(error),
    );

const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), betweenMs));

/** Opus wherever it can be had: the hub joins it with what others recorded. */
const bestType = () =>
  ["audio/webm;codecs=opus", "audio/mp4;codecs=opus", "audio/mp4"].find((type) =>
    MediaRecorder.isTypeSupported(type),
  );
