import type { LiveDoor, LiveMessage } from "../contract.ts";
import { Refusal } from "./answer.ts";
import { addressKey, type Chat } from "./chat.ts";
import { noteReceipt } from "./messages.ts";
import { LiveFromVisitor } from "./shapes.ts";
import { readToken } from "./token.ts";
import { hearCaller } from "./voice/hear-caller.ts";
import { createPresence } from "./voice/presence.ts";
import { CallFromVisitor } from "./voice/shapes.ts";
import type { LiveToVisitor } from "./wire.ts";

/** A visitor's browser follows its own thread and no other; the thread is its address too. */
export function createLiveDoor(chat: Chat): LiveDoor {
  const { context, limits, origins } = chat;
  const presence = createPresence(context.calls);
  return {
    async admit({ origin, ip, token }) {
      return unlessRefused(() => {
        limits.addressConnections.take(addressKey(ip));
        const visitor = readToken(token, context.sign);
        return origins.allows(origin) || origin === visitor.origin ? visitor.id : undefined;
      });
    },
    async receive(address, message, pipe) {
      if (message.type.startsWith("call.")) return receiveOfCall(address, message, pipe);
      const said = unlessRefused(() => {
        limits.visitorSignals.take(address);
        return LiveFromVisitor.safeParse(message).data;
      });
      if (said?.type === "typing") context.typing(address, said.isTyping);
      if (said?.type === "receipt") await noteReceipt(chat, address, said);
    },
    leave: presence.leave,
    notify(thread, signal) {
      context.live(thread).send(signal satisfies LiveToVisitor);
    },
  };

  async function receiveOfCall(address: string, message: LiveMessage, pipe: string) {
    const said = unlessRefused(() => {
      limits.callSignals.take(address);
      return CallFromVisitor.safeParse(message).data;
    });
    if (said) await hearCaller(chat, presence, { visitorId: address, pipe, said });
  }
}

/** A pipe has nobody to answer: what is refused is dropped, and the widget asks over HTTP. */
function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
