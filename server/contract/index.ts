import { boardEndpoints } from "./board.ts";
import { callFlowEndpoints } from "./call-flows.ts";
import { callEndpoints } from "./calls.ts";
import { channelEndpoints } from "./channels.ts";
import { contactEndpoints } from "./contacts.ts";
import { conversationEndpoints } from "./conversations.ts";
import { letterEndpoints } from "./letters.ts";
import { peopleEndpoints } from "./people.ts";
import { queueEndpoints } from "./queues.ts";
import { recordingEndpoints } from "./recordings.ts";
import { salesEndpoints } from "./sales.ts";
import { searchEndpoints } from "./search.ts";
import { workEndpoints } from "./work.ts";
import { workspaceEndpoints } from "./workspace.ts";

/** Everything under /api/v1, said once: routes, the OpenAPI description and the client's types come from it. */
export const endpoints = {
  ...workspaceEndpoints,
  ...peopleEndpoints,
  ...channelEndpoints,
  ...callFlowEndpoints,
  ...recordingEndpoints,
  ...callEndpoints,
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
