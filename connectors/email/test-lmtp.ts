import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";

/** Hands a mail over as a mail system does (RFC 2033). @throws Error with what the server said against it */
export async function deliverByLmtp(port: number, recipient: string, mail: string | Buffer): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  const lines = createInterface({ input: socket });
  const answers = lines[Symbol.asyncIterator]();
  const answer = async () => {
    for (;;) {
      const { value, done } = await answers.next();
      if (done) throw new Error("The server hung up.");
      if (/^[45]/.test(value)) throw new Error(value);
      if (!/^\d{3}-/.test(value)) return;
    }
  };
  try {
    await once(socket, "connect");
    await answer();
    for (const command of ["LHLO test.example", "MAIL FROM:<>", `RCPT TO:<${recipient}>`, "DATA"]) {
      socket.write(`${command}\r\n`);
      await answer();
    }
    socket.write(stuffed(mail));
    await answer();
  } finally {
    socket.destroy();
  }
}

function stuffed(mail: string | Buffer): Buffer {
  const lines = Buffer.from(mail)
    .toString("latin1")
    .replace(/\r?\n/g, "\r\n")
    .replace(/^\./gm, "..")
    .replace(/(?<!\r\n)$/, "\r\n");
  return Buffer.from(`${lines}.\r\n`, "latin1");
}
