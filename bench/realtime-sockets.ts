import { agentNamespace, socketPath } from "../server/contract/sockets.ts";

/** As little of a Socket.IO client as there can be, so that thousands in one process do not slow what is measured. */
export interface BareSocket {
  emit(name: string, ...values: unknown[]): void;
  close(): void;
}

interface Handshake {
  headers?: Record<string, string>;
  auth?: object;
}

/** Resolves when the namespace has let it in; `onEvent` gets events unparsed. */
export async function connectBare(
  url: string,
  handshake: Handshake,
  onEvent: (frame: string) => void,
): Promise<BareSocket> {
  const address = `${url.replace("http", "ws")}${socketPath}/?EIO=4&transport=websocket`;
  const socket = openWith(address, handshake.headers ?? {});
  const joined = Promise.withResolvers<void>();
  socket.addEventListener("error", () => joined.reject(new Error("The connection failed.")));
  socket.addEventListener("close", () => joined.reject(new Error("The connection was closed.")));
  socket.addEventListener("message", ({ data }) => {
    const frame = String(data);
    if (frame === "2") socket.send("3");
    else if (frame.startsWith("0"))
      socket.send(`40${agentNamespace},${JSON.stringify(handshake.auth ?? {})}`);
    else if (frame.startsWith("40")) joined.resolve();
    else if (frame.startsWith("44")) joined.reject(new Error(frame));
    else onEvent(frame);
  });
  await joined.promise;
  return {
    emit: (...event) => socket.send(`42${agentNamespace},${JSON.stringify(event)}`),
    close: () => socket.close(),
  };
}

/** Node's WebSocket takes headers, which the browser's, whose type is the global one, does not. */
function openWith(address: string, headers: Record<string, string>): WebSocket {
  return Reflect.construct(WebSocket, [address, { headers }]);
}
