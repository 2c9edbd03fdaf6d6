import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** An IMAP server with one empty folder, which lets in whoever has a good token (XOAUTH2) and nobody else. */
export interface TestImap {
  port: number;
  /** What every client said of itself: the user and the token. */
  signIns: { user: string; token: string }[];
  stop(): Promise<void>;
}

export async function startImap(isGood: (token: string) => boolean): Promise<TestImap> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.write("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] Ready\r\n");
    const lines = createInterface(socket);
    // A socket's error is also that of what reads its lines.
    lines.on("error", () => {}).on("line", (line) => socket.write(answer(line)));
  });

  function answer(line: string): string {
    const [tag, command = "", ...rest] = line.split(" ");
    const done = `${tag} OK Done\r\n`;
    // What a client says to the reason, before it is refused.
    if (tag === "") return `${refused.pop() ?? "*"} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`;
    switch (command.toUpperCase()) {
      case "AUTHENTICATE":
        return signIn(tag ?? "", rest[1] ?? "");
      case "CAPABILITY":
        return `* CAPABILITY IMAP4rev1\r\n${done}`;
      case "NAMESPACE":
        return `* NAMESPACE (("" "/")) NIL NIL\r\n${done}`;
      case "LIST":
        return `* LIST (\\HasNoChildren) "/" INBOX\r\n${done}`;
      case "SELECT":
      case "EXAMINE":
        return `* 0 EXISTS\r\n* OK [UIDVALIDITY 1] Valid\r\n* OK [UIDNEXT 1] Next\r\n${tag} OK [READ-ONLY] Done\r\n`;
      default:
        return done;
    }
  }

  const refused: string[] = [];

  function signIn(tag: string, encoded: string): string {
    const [first = "", second = ""] = Buffer.from(encoded, "base64").toString().split("\x01");
    const user = first.replace("user=", "");
    const token = second.replace("auth=Bearer ", "");
    imap.signIns.push({ user, token });
    if (isGood(token)) return `${tag} OK Signed in\r\n`;
    refused.push(tag);
    return `+ ${Buffer.from('{"status":"400"}').toString("base64")}\r\n`;
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const imap: TestImap = {
    port: (server.address() as AddressInfo).port,
    signIns: [],
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return imap;
}
