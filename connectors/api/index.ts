import type { Connector, ConnectorContext, RunningChannel } from "../contract.ts";
import { check, sendAnswer } from "./answers.ts";
import { createDoor } from "./door.ts";
import { createPost } from "./post.ts";
import { type Settings, settings } from "./settings.ts";

/** Any other system: posts what its contacts say, and gets the answers by webhook. */
export const api: Connector<typeof settings> = {
  id: "api",
  label: "API",
  summary: "Any other system: it posts messages here and gets the answers by signed webhook.",
  icon: "M7 8l-4 4l4 4M17 8l4 4l-4 4M14 4l-4 16",
  settings,
  guide: ({ id, publicUrl }) => [
    {
      title: "Send a message in, with the inbound token",
      code: `curl -X POST ${publicUrl}/api/v1/channels/${id}/inbound \\
  -H "Authorization: Bearer INBOUND_TOKEN" -H "Content-Type: application/json" \\
  -d '{"type":"message","externalId":"1","thread":"order-4711","from":{"identity":{"kind":"email","address":"ann@example.com"},"name":"Ann"},"text":"Hello"}'`,
    },
  ],
  // The Idempotency-Key of an answer is the same on every attempt, and receivers are told to keep to it.
  refusesDuplicates: true,
  start(context: ConnectorContext<Settings>): RunningChannel {
    const post = createPost();
    return {
      stop: async () => post.close(),
      send: (message) => sendAnswer(context, post, message),
      webhook: createDoor(context),
      check: () => check(context, post),
    };
  },
};
