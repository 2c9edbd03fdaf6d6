import { createServer } from "node:http";
import { Server } from "socket.io";
import { agentNamespace, socketPath } from "../server/contract/sockets.ts";

/** What the hub is measured against: Socket.IO that passes each message on to a room, and nothing else; prints its address. */
const server = createServer();
const io = new Server(server, { path: socketPath, serveClient: false });
const relay = io.of(agentNamespace);
relay.on("connection", (socket) => {
  void socket.join(String(socket.handshake.auth.room));
  socket.on("message", (room: string, text: string) => void relay.to(room).emit("message", text));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === "object" && address?.port}\n`);
});
