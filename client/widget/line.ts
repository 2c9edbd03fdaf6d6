import type {
  CallAsk,
  CallFromVisitor,
  CallTaken,
  CallToVisitor,
  LiveToVisitor,
} from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";
import type { Live } from "./live.ts";
import type { PassKeeper } from "./pass.ts";
import type { Store } from "./storage.ts";
import { currentVisit } from "./visit.ts";

/** What a call has of the chat: its visitor, and its pipe. */
export interface Line {
  /** @throws RequestError */
  begin(callId: string): Promise<CallTaken>;
  say(message: CallFromVisitor): void;
  /** Until it is let go of; `up` is told at once where the pipe is there. */
  listen(listener: LineListener): () => void;
  hear(message: CallToVisitor): void;
  up(): void;
}

export interface LineListener {
  hear(message: CallToVisitor): void;
  /** The pipe is there, perhaps again. */
  up(): void;
}

interface Parts {
  api: Api;
  passes: PassKeeper;
  session: Store;
  goLive(): Live;
}

export function createLine({ api, passes, session, goLive }: Parts): Line {
  let listener: LineListener | undefined;
  return {
    begin(callId) {
      const ask: CallAsk = { callId, visit: currentVisit(session) };
      return passes.use((token) => api.post<CallTaken>("calls", ask, token));
    },
    say: (message) => goLive().tell(message),
    listen(next) {
      listener = next;
      if (goLive().isUp()) next.up();
      return () => {
        if (listener === next) listener = undefined;
      };
    },
    hear: (message) => listener?.hear(message),
    up: () => listener?.up(),
  };
}

export const isOfCall = (message: LiveToVisitor): message is CallToVisitor =>
  message.type.startsWith("call.");
