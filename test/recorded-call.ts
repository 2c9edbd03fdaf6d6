import { callLegs, calls } from "../db/schema/calls.ts";
import { type Fixture, fixture } from "../recordings/test-sound.ts";
import { addPiece } from "../server/calls/recordings/add-piece.ts";
import { beginSegment } from "../server/calls/recordings/begin-segment.ts";
import { keepRecording } from "../server/calls/recordings/keep-recording.ts";
import { recordingsOf } from "../server/calls/recordings/queries.ts";
import type { Recording } from "../server/contract/recordings.ts";
import type { Deps } from "../server/lib/deps.ts";
import type { Access } from "../server/permissions/access.ts";
import { accessOf, makeConversation, makeInteraction, makePerson, type TestHub } from "./factories.ts";

type Hub = Pick<TestHub, "deps">;
type MadeCall = Partial<typeof calls.$inferInsert> & {
  channelId?: string;
  /** Whoever answers it; made when not given. */
  taker?: { id: string };
};

export interface TalkingCall {
  callId: string;
  conversationId: string;
  legId: string;
  /** Of who talks, whose work it is. */
  access: Access;
}

/** A call that somebody has answered and that is recorded, unless values say otherwise. */
export async function makeCall(
  hub: Hub,
  { channelId, taker, ...values }: MadeCall = {},
): Promise<TalkingCall> {
  const access = await accessOf(hub, taker ?? (await makePerson(hub)));
  const conversation = await makeConversation(hub, { channelId, assigneeId: access.personId });
  const interaction = await makeInteraction(hub, conversation, { kind: "call", direction: "in" });
  const answeredAt = values.answeredAt ?? hub.deps.clock.now();
  await hub.deps.db.insert(calls).values({
    id: interaction.id,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    channelId: conversation.channelId,
    direction: "in",
    stage: values.endedAt ? "ended" : "active",
    recordingRule: "always",
    ...values,
    answeredAt,
  });
  const legId = await joinCall(hub, interaction.id, access, { connectedAt: answeredAt });
  return { callId: interaction.id, conversationId: conversation.id, legId, access };
}

export async function joinCall(
  { deps }: Hub,
  callId: string,
  { personId }: Access,
  values: Partial<typeof callLegs.$inferInsert> = {},
): Promise<string> {
  const leg = { callId, personId, state: "connected" as const, connectedAt: deps.clock.now(), ...values };
  const [made] = await deps.db.insert(callLegs).values(leg).returning();
  return made?.id ?? "";
}

/** Records what a browser once recorded, in small pieces, from now on. */
export async function record(
  deps: Deps,
  { callId, access }: TalkingCall,
  { name = "first.webm", count = Number.POSITIVE_INFINITY }: { name?: Fixture; count?: number } = {},
): Promise<string> {
  const { id } = await beginSegment(deps, { access, callId, channelCount: 2, agoMs: 0 });
  const pieces = await piecesOf(name);
  for (const [number, bytes] of pieces.slice(0, count).entries()) {
    await addPiece(deps, { access, segmentId: id, number, read: async () => bytes });
  }
  return id;
}

export async function piecesOf(name: Fixture): Promise<Buffer[]> {
  const bytes = await fixture(name);
  const size = 1_500;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) =>
    bytes.subarray(nth * size, (nth + 1) * size),
  );
}

/** An ended call of ten seconds with its recording. */
export async function makeRecorded(
  hub: TestHub,
  values: MadeCall = {},
): Promise<TalkingCall & { recording: Recording }> {
  const endedAt = hub.deps.clock.now();
  const answeredAt = new Date(endedAt.getTime() - 10_000);
  const call = await makeCall(hub, { ...values, answeredAt, endedAt });
  await record(hub.deps, call);
  await keepRecording(hub.deps, { callId: call.callId });
  const recording = (await recordingsOf(hub.deps, [call.callId])).get(call.callId)?.[0];
  if (!recording) throw new Error("No recording came of it.");
  return { ...call, recording };
}
