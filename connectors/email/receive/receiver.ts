import { setTimeout as delay } from "node:timers/promises";
import { type Dial, withConnection } from "./connect.ts";
import type { EmailContext } from "./email-context.ts";
import { keepTrying } from "./keep-trying.ts";
import { type Parts, type Times, usualTimes } from "./parts.ts";
import { createReader } from "./reader.ts";
import { createReporter } from "./reporter.ts";
import { createRoom } from "./room.ts";
import { holdTurn, readStartPoint, setStartPoint } from "./start-point.ts";
import { stayConnected, type Watched } from "./stay-connected.ts";
import { noTroubles } from "./trouble.ts";
import { byConnection, watchedFolders } from "./watched-folders.ts";

const stopLimitMs = 1_500;
const megabyte = 1024 * 1024;

export interface Receiver {
  /** Resolves when it was tried once to find out from where on mail is wanted. */
  begun: Promise<void>;
  stop(): Promise<void>;
}

/** Receives a mailbox until it is stopped. */
export function createReceiver(context: EmailContext, times: Partial<Times> = {}): Receiver {
  const stopping = new AbortController();
  const parts = createParts(context, times, stopping.signal);
  const begun = Promise.withResolvers<void>();
  const running = receive(parts, begun.resolve);
  return {
    begun: begun.promise,
    async stop() {
      stopping.abort();
      const limit = new AbortController();
      await Promise.race([running, delay(stopLimitMs, undefined, { signal: limit.signal })]);
      limit.abort();
    },
  };
}

export function createParts(context: EmailContext, times: Partial<Times>, signal: AbortSignal): Parts {
  return {
    context,
    reader: createReader(context),
    room: createRoom({ mails: 64, bytes: 8 * megabyte }),
    reporter: createReporter(context),
    troubles: noTroubles(),
    times: { ...usualTimes, ...times },
    signal,
  };
}

async function receive(parts: Parts, onBegun: () => void): Promise<void> {
  const { settings, tokens } = parts.context;
  const dial: Dial = { settings, tokens, signal: parts.signal, quietMs: parts.times.quietMs };
  const begun = await keepTrying(parts, settings.address, () =>
    withConnection(dial, (client) => begin(parts, client)).finally(onBegun),
  );
  onBegun();
  if (!begun) return;
  const { folders, since } = begun;
  await Promise.all(
    byConnection(folders).map((some) =>
      keepTrying(parts, some[0]?.path ?? "", async (isWell) => {
        await holdTurn(parts.context, since);
        return withConnection(dial, (client) =>
          stayConnected(parts, { folders: some, since }, client, isWell),
        );
      }),
    ),
  );
}

async function begin({ context }: Parts, client: Parameters<typeof watchedFolders>[1]): Promise<Watched> {
  const folders = await watchedFolders(context.settings, client);
  const paths = folders.map(({ path }) => path);
  const since = (await readStartPoint(context)) ?? (await setStartPoint(context, client, paths));
  return { folders, since };
}
