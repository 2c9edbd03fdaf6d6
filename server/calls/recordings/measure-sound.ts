import { bytesOf } from "../../../recordings/audio-bytes.ts";
import { computePeaks } from "../../../recordings/peaks/compute-peaks.ts";
import { RecordingError } from "../../../recordings/recording-error.ts";
import type { Deps } from "../../lib/deps.ts";

export interface Measured {
  peaks: Buffer | null;
  silences: [number, number][];
}

/** What a waveform is drawn with; nothing where there is no decoder for the sound. */
export async function measureSound(
  { recordings, log }: Pick<Deps, "recordings" | "log">,
  key: string,
): Promise<Measured> {
  try {
    const { peaks, silences } = await computePeaks(await bytesOf(recordings, key));
    return { peaks: Buffer.from(peaks), silences: silences.map(({ fromMs, toMs }) => [fromMs, toMs]) };
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    log.info({ problem: error.problem }, "A recording has no waveform");
    return { peaks: null, silences: [] };
  }
}
