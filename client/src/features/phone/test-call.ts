import type { Call, CallLeg, MyCall } from "../../../../server/contract/calls.ts";
import type { WorkItem } from "../../../../server/contract/work.ts";

const at = "2026-03-02T09:00:00.000Z";

/** A leg that talks and is connected, of `ada` unless said. */
export const testLeg = (values: Partial<CallLeg> = {}): CallLeg => ({
  id: "leg",
  personId: "ada",
  number: null,
  role: "talk",
  state: "connected",
  reason: null,
  connectedAt: at,
  endedAt: null,
  ...values,
});

/** A call that goes on, taken by `ada`. */
export const testCall = (values: Partial<Call> = {}): Call => ({
  id: "call",
  conversationId: "conversation",
  contact: { id: "contact", name: "Cora", address: null },
  channelId: "channel",
  direction: "in",
  number: null,
  stage: "active",
  outcome: null,
  queueId: null,
  choices: [],
  isHeld: false,
  recordingRule: "never",
  isPaused: false,
  isRecordingPending: false,
  isRecordingRefused: false,
  startedAt: at,
  answeredAt: at,
  endedAt: null,
  legs: [testLeg()],
  recordings: [],
  version: 1,
  ...values,
});

export const testMyCall = (call: Partial<Call> = {}, work: Partial<WorkItem> = {}): MyCall => ({
  call: testCall(call),
  legId: "leg",
  connector: "webchat",
  account: null,
  isPretend: false,
  isRecordedHere: true,
  workItem: { ownerId: "ada", offeredTo: null, ...work } as WorkItem,
  supervision: null,
  whispererIds: [],
});
