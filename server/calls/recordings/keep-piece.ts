import { and, eq } from "drizzle-orm";
import { ConnectorError, type SoundPiece } from "../../../connectors/contract.ts";
import { type calls, recordingSegments } from "../../../db/schema/calls.ts";
import type { CallFlowState } from "../../contract/call-flow-trial.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import { lockCall } from "../lock-call.ts";
import { isOverFor } from "./grace.ts";

interface KeepPiece {
  channelId: string;
  /** The carrier's name for the call. */
  call: string;
  piece: SoundPiece;
}

type Call = typeof calls.$inferSelect;

/** Far more than two seconds of speech take. */
const largest = 256 * 1024;
/** Recorders may send a piece every second, and stop a little late. */
const spare = 30;

/** Keeps some of a voicemail that its caller's browser records. @throws ConnectorError `rejected` */
export async function keepPiece(
  deps: Pick<Deps, "pool" | "clock" | "recordings">,
  { channelId, call: externalId, piece: { turn, number, bytes } }: KeepPiece,
): Promise<void> {
  if (bytes.byteLength === 0 || bytes.byteLength > largest) throw refuse("A piece has at most 256 kB.");
  const segment = await transact(deps, async (tx) => {
    const call = await lockCall(tx, { channelId, externalId });
    if (!call || isOverFor(call, deps.clock.now())) throw refuse("This call is over.");
    if (number >= mostPieces(call)) throw refuse("This message is long enough.");
    return (await findMessage(tx, call, turn)) ?? (await beginMessage(tx, deps, call, turn));
  });
  await deps.recordings.addPiece({ segment, number, bytes });
}

function mostPieces({ flow }: Call): number {
  const lengths = Object.values(flow?.nodes ?? {}).map((node) =>
    node.type === "voicemail" ? node.maxSeconds : 0,
  );
  return Math.max(0, ...lengths) + spare;
}

async function findMessage(tx: Tx, call: Call, turn: number): Promise<string | undefined> {
  const [row] = await tx.db
    .select({ segment: recordingSegments.segment })
    .from(recordingSegments)
    .where(and(eq(recordingSegments.callId, call.id), eq(recordingSegments.externalId, nameOf(turn))));
  return row?.segment;
}

/** Only while the caller is asked to speak; what is late comes to the one that was begun then. */
async function beginMessage(
  tx: Tx,
  { clock, recordings }: Pick<Deps, "clock" | "recordings">,
  call: Call,
  turn: number,
): Promise<string> {
  const state = call.flowState as CallFlowState | null;
  if (state?.at !== "voicemail" || state.turn !== turn) throw refuse("No message is taken now.");
  const segment = recordings.newSegment();
  await tx.db.insert(recordingSegments).values({
    callId: call.id,
    kind: "voicemail",
    externalId: nameOf(turn),
    segment,
    startsAtMs: 0,
    channelCount: 1,
    // There is nothing to be fetched.
    endedAt: clock.now(),
  });
  return segment;
}

/** Of the step at which it is spoken. */
const nameOf = (turn: number) => `turn:${turn}`;

const refuse = (words: string) => new ConnectorError("rejected", words);
