import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";

export type Health = "up" | "down" | "off";

/** Keeps how a channel is; an event goes out only when that changes, not for another reason of the same. */
export async function setHealth(
  deps: Pick<Deps, "pool">,
  channelId: string,
  health: Health,
  detail: string | null = null,
): Promise<void> {
  await transact(deps, async (tx) => {
    const { rows } = await tx.client.query<{ health: string; detail: string | null }>(
      "select health, health_detail as detail from channels where id = $1 for no key update",
      [channelId],
    );
    const before = rows[0];
    if (!before || (before.health === health && before.detail === detail)) return;
    await tx.client.query(
      "update channels set health = $2, health_detail = $3, health_at = now() where id = $1",
      [channelId, health, detail],
    );
    if (before.health !== health) {
      tx.append({
        type: "channel.healthChanged",
        data: { channelId, health: { from: before.health, to: health } },
      });
    }
  });
}
