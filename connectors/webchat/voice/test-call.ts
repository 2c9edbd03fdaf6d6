import { randomUUID } from "node:crypto";
import type { LegRef, LiveMessage } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { idOf, openChat } from "../test-visitor.ts";

/** A visitor who has called, and what a person's browser says about a leg in it. */
export async function openCall(settings: Partial<Settings> = {}) {
  const chat = await openChat({ calls: "on", ...settings });
  const { live, voice } = chat.running;
  if (!live || !voice) throw new Error("This chat carries no calls.");
  const token = await chat.join();
  const visitorId = idOf(token);
  const callId = randomUUID();
  const call = { id: randomUUID(), externalId: `${visitorId}:${callId}` };
  const begin = (body: unknown = { callId }) => chat.ask("POST", "calls", { token, body });
  return {
    ...chat,
    token,
    visitorId,
    callId,
    call,
    begin,
    leg: (): LegRef => ({ id: randomUUID(), to: { kind: "person", personId: randomUUID() }, role: "talk" }),
    live,
    voice,
    hear: (message: LiveMessage, pipe = "pipe") => live.receive(visitorId, message, pipe),
    personSays: (leg: LegRef, message: LiveMessage) => voice.receive?.(call, leg, message),
    /** What the visitor's browser got since it was asked last. */
    pushed: () => chat.context.pushed.splice(0).map(({ message }) => message),
    said: () => chat.context.said.splice(0),
  };
}
