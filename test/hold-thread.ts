import { expect, onTestFinished } from "vitest";
import { threadKeyOf } from "../server/ingest/prepare.ts";
import { eventually } from "./eventually.ts";
import type { TestHub } from "./factories.ts";

/** Takes a thread's lock as another process would, until `release` is called. */
export async function holdThread({ deps }: Pick<TestHub, "deps">, channelId: string, thread: string) {
  const holder = await deps.pool.connect();
  await holder.query("begin");
  await holder.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    threadKeyOf(channelId, thread),
  ]);
  let isHeld = true;
  async function release() {
    if (!isHeld) return;
    isHeld = false;
    await holder.query("commit");
    holder.release();
  }
  onTestFinished(release);
  return { release };
}

/** Resolves once so many connections wait for a lock. */
export async function untilHeldUp({ deps }: Pick<TestHub, "deps">, count: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await deps.pool.query(
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    expect(rows).toHaveLength(count);
  });
}
