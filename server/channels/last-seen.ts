import type { Deps } from "../lib/deps.ts";

const flushMs = 5_000;

/** When channels last took in and gave out something; written together every few seconds, never per message. */
export interface LastSeen {
  note(channelId: string, direction: "in" | "out"): void;
  stop(): Promise<void>;
}

export function createLastSeen(deps: Pick<Deps, "pool" | "log" | "clock">): LastSeen {
  const seen = new Map<string, { in?: Date; out?: Date }>();
  let timer: NodeJS.Timeout | undefined;

  async function flush() {
    timer = undefined;
    const rows = [...seen].map(([id, at]) => ({ id, ...at }));
    seen.clear();
    await deps.pool
      .query(
        `update channels c set last_inbound_at = greatest(c.last_inbound_at, s."in"),
          last_outbound_at = greatest(c.last_outbound_at, s.out)
        from jsonb_to_recordset($1) as s(id uuid, "in" timestamptz, out timestamptz) where c.id = s.id`,
        [JSON.stringify(rows)],
      )
      .catch((err) => deps.log.warn({ err }, "When channels were last used could not be kept"));
  }

  return {
    note(channelId, direction) {
      const at = seen.get(channelId) ?? {};
      at[direction] = deps.clock.now();
      seen.set(channelId, at);
      timer ??= setTimeout(flush, flushMs);
    },
    async stop() {
      clearTimeout(timer);
      if (seen.size > 0) await flush();
    },
  };
}
