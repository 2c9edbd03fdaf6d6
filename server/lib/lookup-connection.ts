import pg from "pg";
import type { Deps } from "./deps.ts";

/** A connection of one's own, for work that looks rows up by their keys; made anew after it was lost. */
export interface Connection {
  /** @throws when there is no connection, or when it is lost on the way. */
  client(): Promise<pg.Client>;
  stop(): Promise<void>;
}

/**
 * Everything that goes over these connections looks rows up by their keys. Plans are made once and kept, from when the
 * tables were empty, and must not read them through once they are full.
 */
const keyLookups = ["seqscan", "bitmapscan", "hashjoin", "mergejoin"]
  .map((way) => `-c enable_${way}=off`)
  .concat("-c plan_cache_mode=force_generic_plan", "-c jit=off")
  .join(" ");

/** Hands all that `send` asks of a pipelined client to the network in one piece. */
export function inOneGo<T>({ connection: { stream } }: pg.Client, send: () => T): T {
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/** Pipelined: what is sent in one go is answered in one go, and a failed statement does not end the connection. */
export function openConnection(deps: Pick<Deps, "pool">, name: string, settings = ""): Connection {
  let opening: Promise<pg.Client> | undefined;
  let opened: pg.Client | undefined;

  async function open(): Promise<pg.Client> {
    const client = new pg.Client({
      ...deps.pool.options,
      application_name: name,
      options: `${deps.pool.options.options ?? ""} ${keyLookups} ${settings}`,
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    const forget = () => {
      // The end of one that was replaced is no news.
      if (opened === client) opening = opened = undefined;
    };
    client.on("error", forget);
    client.on("end", forget);
    opened = client;
    await client.connect();
    return client;
  }

  return {
    client() {
      opening ??= open().catch((error) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    async stop() {
      const client = await opening?.catch(() => undefined);
      await client?.end();
    },
  };
}
