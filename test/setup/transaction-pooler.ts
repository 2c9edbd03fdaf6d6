import { createServer, type Socket } from "node:net";
import pg from "pg";

type Rows = pg.QueryArrayResult<(string | null)[]>;

/** Plays a pooler in transaction mode as far as single queries go: each is lent the session that has been free longest. */
export async function startTransactionPooler(url: string, sessions: number) {
  const free: pg.Client[] = [];
  for (let made = 0; made < sessions; made++) {
    const client = new pg.Client({ connectionString: url, types: { getTypeParser: () => String } });
    await client.connect();
    free.push(client);
  }
  const all = [...free];
  const server = createServer((socket) => serve(socket, free));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = new URL(url);
  address.port = String((server.address() as { port: number }).port);
  return {
    url: address.href,
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      for (const client of all) await client.end();
    },
  };
}

function serve(socket: Socket, free: pg.Client[]) {
  let isGreeted = false;
  socket.on("data", async (bytes) => {
    if (!isGreeted) {
      isGreeted = true;
      socket.write(Buffer.concat([message("R", int32(0)), message("Z", Buffer.from("I"))]));
      return;
    }
    if (bytes.toString("latin1", 0, 1) !== "Q") return;
    const sql = bytes.toString("utf8", 5, bytes.length - 1);
    const held = free.shift();
    if (!held) throw new Error("The test's pooler has no session left.");
    const result: Rows = await held.query({ text: sql, rowMode: "array" });
    free.push(held);
    socket.write(Buffer.concat([...answer(result), message("Z", Buffer.from("I"))]));
  });
  socket.on("error", () => socket.destroy());
}

function answer(result: Rows) {
  const columns = result.fields.map((field) =>
    Buffer.concat([text(field.name), Buffer.alloc(4 + 2), int32(25), Buffer.alloc(2 + 4 + 2)]),
  );
  const rows = result.rows.map((row) => {
    const values = row.map((value) =>
      Buffer.concat([int32(Buffer.byteLength(value ?? "")), Buffer.from(value ?? "")]),
    );
    return message("D", Buffer.concat([int16(row.length), ...values]));
  });
  const description =
    columns.length > 0 ? [message("T", Buffer.concat([int16(columns.length), ...columns]))] : [];
  return [...description, ...rows, message("C", text(result.command))];
}

function message(kind: string, body: Buffer) {
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}

function int32(value: number) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number) {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

const text = (value: string) => Buffer.from(`${value}\0`);
