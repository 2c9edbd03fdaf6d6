import { io } from "socket.io-client";
import type { CallFromVisitor, LiveFromVisitor, LiveToVisitor } from "../../connectors/webchat/wire.ts";
import { liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import type { Options } from "./options.ts";

/** The pipe to the hub; everything works without it too, only by asking now and then. */
export interface Live {
  isUp(): boolean;
  /** Dropped when the pipe is down. */
  say(message: LiveFromVisitor): void;
  /** Waits for the pipe where it is down. */
  tell(message: CallFromVisitor): void;
  /** Connects anew, with the token of now. */
  restart(): void;
}

interface Parts {
  options: Options;
  token(): string | undefined;
  onMessage(message: LiveToVisitor): void;
  onUp(): void;
  /** It was up and is not any more. */
  onDown(): void;
}

/** A refused handshake is not tried again by the library itself; a hub that only starts refuses, too. */
const refusedWaitMs = 60_000;
/** Whoever calls has half a minute to come back. */
const longestWaitInCallMs = 5_000;

export function connectLive({ options, token, onMessage, onUp, onDown }: Parts): Live {
  const socket = io(options.hub + liveNamespace, {
    path: socketPath,
    auth: (give) => give({ channelId: options.channelId, token: token() ?? "" }),
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    withCredentials: false,
    reconnectionDelayMax: 30_000,
  });
  let longestWaitMs = refusedWaitMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  socket.on("connect", onUp);
  socket.on("message", onMessage);
  socket.on("disconnect", () => {
    onDown();
    comeBack();
  });
  socket.on("connect_error", comeBack);

  function comeBack() {
    clearTimeout(timer);
    if (!socket.active) timer = setTimeout(() => socket.connect(), longestWaitMs);
  }

  /** From the first call on; a wait that goes on by then is cut short once, and not begun anew by each message. */
  function hurry() {
    if (longestWaitMs === longestWaitInCallMs) return;
    longestWaitMs = longestWaitInCallMs;
    socket.io.reconnectionDelayMax(longestWaitInCallMs);
    comeBack();
  }

  return {
    isUp: () => socket.connected,
    say: (message) => void socket.volatile.emit("message", message),
    tell(message) {
      hurry();
      socket.emit("message", message);
    },
    restart: () => void socket.disconnect().connect(),
  };
}
