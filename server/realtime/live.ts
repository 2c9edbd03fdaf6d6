import type { IncomingMessage } from "node:http";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import { z } from "zod";
import type { LiveDoor, LiveMessage } from "../../connectors/contract.ts";
import { Id } from "../contract/common.ts";
import type { LiveEvents } from "../contract/sockets.ts";
import type { Deps } from "../lib/deps.ts";
import { createAllowance } from "./allowance.ts";
import { guard } from "./guard.ts";
import { createLeaving } from "./leaving.ts";
import { refusal } from "./refusal.ts";

interface LiveData {
  channelId: string;
  address: string;
}

export type LiveNamespace = Namespace<LiveEvents, LiveEvents, DefaultEventsMap, LiveData>;
type LiveSocket = Socket<LiveEvents, LiveEvents, DefaultEventsMap, LiveData>;

const Auth = z.object({ channelId: Id, token: z.string().max(4_000) });
const Message = z.looseObject({ type: z.string().min(1).max(40) });
const messagesPerSecond = 10;
const messagesAtOnce = 30;

/** Pipes to contacts' browsers: their connector says who may come and understands what they say. */
export interface Live {
  send(channelId: string, address: string, message: LiveMessage): void;
  /** Browsers, of one channel or all, come again and ask their connector for what they missed. */
  renew(channelId?: string): void;
  stop(): void;
}

export function createLive(
  deps: Pick<Deps, "log">,
  options: {
    namespace: LiveNamespace;
    liveDoor(channelId: string): Promise<LiveDoor | undefined>;
    clientIp(request: IncomingMessage): string;
  },
): Live {
  const { namespace, liveDoor } = options;
  const leaving = createLeaving(deps, { liveDoor });

  namespace.use(guard(admit, (err) => deps.log.warn({ err }, "A connector could not judge a visitor")));

  async function admit(socket: LiveSocket): Promise<Error | undefined> {
    const auth = Auth.safeParse(socket.handshake.auth);
    if (!auth.success) return refusal("invalid", "The handshake is not right.");
    const { channelId, token } = auth.data;
    const ip = options.clientIp(socket.request);
    const door = await liveDoor(channelId);
    const address = await door?.admit({ origin: socket.handshake.headers.origin, ip, token });
    if (address === undefined) return refusal("forbidden", "This page or visitor may not connect.");
    socket.data = { channelId, address };
    return undefined;
  }

  namespace.on("connection", (socket) => {
    const { channelId, address } = socket.data;
    const isAllowed = createAllowance(messagesPerSecond, messagesAtOnce);
    void socket.join(roomOf(channelId, address));
    socket.on("disconnect", () => leaving.close({ channelId, id: socket.id }));
    socket.on("message", async (given: unknown) => {
      const message = Message.safeParse(given);
      if (!message.success || !isAllowed()) return;
      try {
        const door = await liveDoor(channelId);
        await door?.receive(address, message.data, socket.id);
      } catch (err) {
        deps.log.warn({ err, channelId }, "A connector failed on a visitor's message");
      }
    });
  });

  return {
    send(channelId, address, message) {
      namespace.to(roomOf(channelId, address)).emit("message", message);
    },
    renew(channelId) {
      for (const socket of namespace.sockets.values()) {
        if (!channelId || socket.data.channelId === channelId) socket.conn.close();
      }
    },
    stop: leaving.stop,
  };
}

const roomOf = (channelId: string, address: string) => `${channelId} ${address}`;
