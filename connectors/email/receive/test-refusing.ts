import { connect, createServer, type Socket } from "node:net";

/**
 * Leads to a port, and answers some commands itself: with `NO` and what `refusalOf` says; what it `hides` of the
 * server's answers is left out. For tests.
 */
export async function startRefusing(
  target: number,
  refusalOf: (command: string) => string | undefined,
  hides?: RegExp,
) {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((near) => {
    connections++;
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    far.on("data", (chunk: Buffer) => {
      near.write(hides ? chunk.toString("latin1").replace(hides, "") : chunk, "latin1");
    });
    let rest = "";
    near.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString("latin1")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const refusal = refusalOf(line);
        if (refusal === undefined) far.write(`${line}\r\n`, "latin1");
        else near.write(`${line.split(" ", 1)} NO ${refusal}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    connections: () => connections,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
