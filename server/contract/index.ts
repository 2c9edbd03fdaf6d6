import { boardEndpoints } from "./board.ts";
import { callFlowEndpoints } from "./call-flows.ts";
import { callPartyEndpoints } from "./call-parties.ts";
import { callEndpoints } from "./calls.ts";
import { channelDoingEndpoints } from "./channel-doings.ts";
import { channelEndpoints } from "./channels.ts";
import { contactEndpoints } from "./contacts.ts";
import { conversationEndpoints } from "./conversations.ts";
import { letterEndpoints } from "./letters.ts";
import { outgoingCallEndpoints } from "./outgoing-calls.ts";
import { peopleEndpoints } from "./people.ts";
import { queueEndpoints } from "./queues.ts";
import { recordingEndpoints } from "./recordings.ts";
import { salesEndpoints } from "./sales.ts";
import { searchEndpoints } from "./search.ts";
import { supervisionEndpoints } from "./supervision.ts";
import { workEndpoints } from "./work.ts";
import { workspaceEndpoints } from "./workspace.ts";

/** Everything under /api/v1, said once: routes, the OpenAPI description and the client's types come from it. */
export const endpoints = {
  ...workspaceEndpoints,
  ...peopleEndpoints,
  ...channelEndpoints,
  ...channelDoingEndpoints,
  ...callFlowEndpoints,
  ...recordingEndpoints,
  ...callEndpoints,
  ...callPartyEndpoints,
  ...outgoingCallEndpoints,
  ...supervisionEndpoints,
  ...conversationEndpoints,
  ...letterEndpoints,
  ...contactEndpoints,
  ...queueEndpoints,
  ...salesEndpoints,
  ...searchEndpoints,
  ...workEndpoints,
  ...boardEndpoints,
} as const;

export type AllEndpoints = typeof endpoints;
export type EndpointKey = keyof AllEndpoints;
