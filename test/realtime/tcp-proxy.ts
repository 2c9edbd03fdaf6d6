import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A wire that can be cut. */
export interface TcpProxy {
  port: number;
  /** Breaks what is connected, and whatever tries. */
  cut(): void;
  restore(): void;
  /** What is sent on what is connected gets nowhere, and nobody is told. */
  swallow(): void;
  /** New connections go there. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

export async function startProxy(target: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let port = target;
  let isCut = false;

  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };

  return {
    port: typeof address === "object" && address ? address.port : 0,
    cut() {
      isCut = true;
      breakAll();
    },
    restore() {
      isCut = false;
    },
    swallow() {
      for (const socket of open) socket.unpipe().resume();
    },
    leadTo(next) {
      port = next;
    },
    async stop() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
