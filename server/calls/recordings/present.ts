import type { calls, recordings } from "../../../db/schema/calls.ts";
import { peaksPerSecond } from "../../../recordings/peaks/compute-peaks.ts";
import type { Recording, Waveform } from "../../contract/recordings.ts";
import { offRecordIn } from "./off-record-in.ts";

export type RecordingRow = Omit<typeof recordings.$inferSelect, "peaks" | "silences" | "updatedAt">;
/** With what its call was off the record. */
export type PresentableRow = RecordingRow & Pick<typeof calls.$inferSelect, "offRecord">;
export type DrawnRow = Pick<typeof recordings.$inferSelect, "channels" | "silences"> & { peaks: Buffer };

export const presentRecording = (row: PresentableRow): Recording => ({
  id: row.id,
  kind: row.kind,
  contentType: row.contentType,
  lengthMs: row.lengthMs,
  size: row.size,
  channels: row.channels,
  offRecord: offRecordIn(row),
  url: row.deletedAt ? null : `/api/v1/recordings/${row.id}/audio`,
  deleteAt: row.deleteAt?.toISOString() ?? null,
  isHeld: row.isHeld,
  deletedAt: row.deletedAt?.toISOString() ?? null,
});

export function presentWaveform({ peaks, channels, silences }: DrawnRow): Waveform {
  const lanes = channels.map((_, lane) => {
    const length = Math.floor(peaks.length / channels.length);
    return Array.from({ length }, (_, span) => peaks[span * channels.length + lane] ?? 0);
  });
  return { perSecond: peaksPerSecond, peaks: lanes, silences };
}
