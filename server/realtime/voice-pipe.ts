import { z } from "zod";
import type { LiveMessage } from "../../connectors/contract.ts";
import { Id } from "../contract/common.ts";
import type { Deps } from "../lib/deps.ts";
import type { AgentNamespace, AgentSocket } from "./agent-socket.ts";
import { createAllowance } from "./allowance.ts";

export type ReceiveVoice = (said: { personId: string; legId: string; message: LiveMessage }) => Promise<void>;

/** Between people's browsers and the connectors that carry their legs. */
export interface VoicePipe {
  open(socket: AgentSocket): void;
  send(personId: string, legId: string, message: LiveMessage): void;
}

const VoiceMessage = z.object({
  legId: Id,
  message: z.looseObject({ type: z.string().min(1).max(40) }),
});
/** A browser that connects says several dozen things at once. */
const messagesPerSecond = 20;
const messagesAtOnce = 200;

export function createVoicePipe(
  deps: Pick<Deps, "log">,
  { agents, receiveVoice }: { agents: AgentNamespace; receiveVoice: ReceiveVoice },
): VoicePipe {
  return {
    open(socket) {
      const { personId } = socket.data;
      const isAllowed = createAllowance(messagesPerSecond, messagesAtOnce);
      // One after the other, as what follows means nothing without what came before.
      let last = Promise.resolve();
      void socket.join(roomOf(personId));
      socket.on("voice", (given: unknown) => {
        const said = VoiceMessage.safeParse(given);
        if (!said.success || !isAllowed()) return;
        last = last
          .then(() => receiveVoice({ personId, ...said.data }))
          .catch((err) => deps.log.warn({ err, personId }, "A connector failed on what a browser said"));
      });
    },
    send(personId, legId, message) {
      agents.to(roomOf(personId)).emit("voice", { legId, message });
    },
  };
}

const roomOf = (personId: string) => `person ${personId}`;
