import { createOutflow, type SendPiece } from "./outflow.ts";
import type { Player } from "./player.ts";

interface TakeMessage {
  microphone: MediaStream;
  player: Pick<Player, "beep" | "listenTo">;
  maxSeconds: number;
  send: SendPiece;
  /** The caller has said all, or is gone. */
  stop: AbortSignal;
  onStart(): void;
  /** So much is recorded by now. */
  onPiece(seconds: number): void;
}

/** Throttled pages still get these in time: the recorder and not a timer says when it has been long enough. */
const pieceMs = 2_000;
const bitsPerSecond = 32_000;
const types = ["audio/webm;codecs=opus", "audio/mp4"];

/** Records what the caller says after the tone and sends it up as it comes. Gives the seconds, 0 where nothing was said. */
export async function takeMessage(options: TakeMessage): Promise<number> {
  const { microphone, player, maxSeconds, send, stop, onStart, onPiece } = options;
  const mimeType = types.find((type) => window.MediaRecorder?.isTypeSupported(type));
  if (!mimeType) return 0;
  await player.beep(stop);
  if (stop.aborted) return 0;
  const outflow = createOutflow(send);
  const heard = player.listenTo(microphone);
  const recorder = new MediaRecorder(microphone, { mimeType, audioBitsPerSecond: bitsPerSecond });
  const startedAt = Date.now();
  const seconds = () => Math.min(maxSeconds, Math.max(1, Math.round((Date.now() - startedAt) / 1000)));
  const finish = () => recorder.state !== "inactive" && recorder.stop();
  recorder.addEventListener("dataavailable", ({ data }) => {
    if (data.size > 0) outflow.add(data);
    onPiece(seconds());
    if (seconds() >= maxSeconds) finish();
  });
  const stopped = new Promise((done) => recorder.addEventListener("stop", done));
  const timer = setTimeout(finish, maxSeconds * 1000);
  stop.addEventListener("abort", finish);
  recorder.start(pieceMs);
  onStart();
  await stopped;
  clearTimeout(timer);
  const said = heard() ? seconds() : 0;
  await outflow.empty();
  return said;
}
