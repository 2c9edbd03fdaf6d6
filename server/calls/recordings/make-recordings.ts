import type { recordingSegments } from "../../../db/schema/calls.ts";
import { keepCall } from "../../../recordings/keep-call.ts";
import type { Deps } from "../../lib/deps.ts";
import type { CallRow } from "../hold-call.ts";
import { type Measured, measureSound } from "./measure-sound.ts";

export type SegmentRow = typeof recordingSegments.$inferSelect;
export type Made = Awaited<ReturnType<typeof keepCall>>[number] & Measured & Pick<SegmentRow, "kind">;

type Needs = Pick<Deps, "log" | "recordings">;

/** What was said in a call is laid on its clock; a voicemail is a file of its own, as long as it is. */
export async function makeRecordings(
  deps: Needs,
  { answeredAt, endedAt, offRecord }: CallRow,
  segments: SegmentRow[],
): Promise<Made[]> {
  const spoken = segments.filter(({ kind }) => kind === "call");
  const lengthMs = endedAt && answeredAt ? Math.max(0, endedAt.getTime() - answeredAt.getTime()) : 0;
  const made = spoken.length > 0 ? await make(deps, "call", spoken, { lengthMs, offRecord }) : [];
  for (const segment of segments) {
    if (segment.kind === "voicemail")
      made.push(...(await make(deps, "voicemail", [segment], { isMono: true })));
  }
  return made;
}

async function make(
  { recordings, log }: Needs,
  kind: SegmentRow["kind"],
  segments: SegmentRow[],
  { offRecord = [], ...layout }: { lengthMs?: number; isMono?: boolean; offRecord?: CallRow["offRecord"] },
): Promise<Made[]> {
  const parts = segments.map(({ segment, startsAtMs, personId }) => ({
    segment,
    startMs: startsAtMs,
    // A carrier is told itself, and rounds when it begins.
    without: personId ? offRecord.map(([fromMs, toMs]) => [fromMs, toMs] as const) : [],
  }));
  const made: Made[] = [];
  for (const kept of await keepCall({ store: recordings }, { ...layout, segments: parts })) {
    made.push({ ...kept, kind, ...(await measureSound({ recordings, log }, kept.key)) });
  }
  return made;
}
