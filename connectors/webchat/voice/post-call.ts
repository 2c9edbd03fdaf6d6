import { json, Refusal } from "../answer.ts";
import { readJson } from "../body.ts";
import { addressKey } from "../chat.ts";
import type { VisitorAsk } from "../http.ts";
import { requireDetails, senderOf } from "../sender.ts";
import type { CallTaken } from "../wire.ts";
import { callNameOf } from "./call-name.ts";
import { refuseRejected } from "./refuse-rejected.ts";
import { renderSteps } from "./render-steps.ts";
import { CallAsk } from "./shapes.ts";
import { takesCalls } from "./takes-calls.ts";

/** A visitor calls; the same call again is told what it is at. */
export async function postCall({ chat, request, ip, visitor }: VisitorAsk): Promise<Response> {
  const { context, limits } = chat;
  if (!(await takesCalls(context))) throw new Refusal("forbidden", "This website takes no calls now.");
  const { callId, visit } = await readJson(request, CallAsk);
  limits.visitorCalls.take(visitor.id);
  limits.addressCalls.take(addressKey(ip));
  requireDetails(visitor.details ?? {}, context.settings);
  const arriving = context.calls.arrive({
    externalId: callNameOf(visitor.id, callId),
    from: senderOf(visitor, context.channelId),
    ...(visit && { visit }),
    isAwaited: true,
  });
  const steps = await renderSteps(await arriving.catch(refuse), context);
  return json({ steps } satisfies CallTaken, 201);
}

const refuse = (error: unknown) => refuseRejected(error, "Nobody can be called here just now.");
