import type {
  CallAsk,
  CallFromVisitor,
  CallTaken,
  CallToVisitor,
  LegPeer,
  LiveToVisitor,
} from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";
import type { GivenDetails } from "./given-details.ts";
import type { Live } from "./live.ts";
import type { PassKeeper } from "./pass.ts";
import type { Store } from "./storage.ts";
import { currentVisit } from "./visit.ts";

/** What a call has of the chat: its visitor, and its pipe. */
export interface CallPipe {
  /** @throws RequestError */
  begin(callId: string): Promise<CallTaken>;
  say(message: CallFromVisitor): void;
  /** Some of a message. @throws RequestError */
  send(piece: { callId: string; turn: number; number: number }, bytes: Blob): Promise<void>;
  /** Until it is let go of; `up` is told at once where the pipe is there. */
  listen(listener: CallListener): () => void;
  /** Whether the visitor has said by which number they can be called. */
  hasNumber(): boolean;
  /** @throws RequestError */
  giveNumber(phone: string): Promise<void>;
  hear(message: CallToVisitor): void;
  up(): void;
  /** For this tab's next page, until it is over. */
  keep(call: KeptCall | undefined): void;
  kept(): KeptCall | undefined;
}

/** What a page that is loaded anew needs to go on with its call. */
export interface KeptCall {
  callId: string;
  /** In milliseconds. */
  talkingSince?: number;
  isMuted: boolean;
  /** Who was in it. */
  legs: LegPeer[];
  /** What was said so far at a step that records. */
  message?: { turn: number; seconds: number };
}

interface CallListener {
  hear(message: CallToVisitor): void;
  /** The pipe is there, perhaps again. */
  up(): void;
}

interface Parts {
  api: Api;
  passes: PassKeeper;
  details: GivenDetails;
  session: Store;
  goLive(): Live;
}

export function createCallPipe({ api, passes, details, session, goLive }: Parts): CallPipe {
  let listener: CallListener | undefined;
  return {
    begin(callId) {
      const ask: CallAsk = { callId, visit: currentVisit(session) };
      return passes.use((token) => api.post<CallTaken>("calls", ask, token));
    },
    say: (message) => goLive().tell(message),
    send({ callId, turn, number }, bytes) {
      const path = `voicemail?call=${callId}&turn=${turn}&number=${number}`;
      return passes.use((token) => api.send(path, bytes, token));
    },
    listen(next) {
      listener = next;
      if (goLive().isUp()) next.up();
      return () => {
        if (listener === next) listener = undefined;
      };
    },
    hasNumber: () => Boolean(details.get()?.phone),
    giveNumber: (phone) => details.give({ ...details.get(), phone }),
    hear: (message) => listener?.hear(message),
    up: () => listener?.up(),
    keep: (call) => (call ? session.set("call", JSON.stringify(call)) : session.remove("call")),
    kept() {
      return read(session.get("call"));
    },
  };
}

/** Others write there, too. */
function read(text: string | undefined): KeptCall | undefined {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

export const isOfCall = (message: LiveToVisitor): message is CallToVisitor =>
  message.type.startsWith("call.");
