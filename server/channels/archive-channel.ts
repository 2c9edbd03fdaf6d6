import { eq } from "drizzle-orm";
import { channels } from "../../db/schema/channels.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { refuseOthers } from "./may-change.ts";
import { getChannel } from "./queries.ts";

/** Takes a channel out of use for good; its conversations stay. */
export async function archiveChannel(
  deps: Deps,
  { access, id }: { access: Access; id: string },
): Promise<void> {
  refuseOthers(access);
  await getChannel(deps, access, id);
  await transact(deps, async (tx) => {
    const at = deps.clock.now();
    await tx.db
      .update(channels)
      .set({ archivedAt: at, updatedAt: at, isEnabled: false })
      .where(eq(channels.id, id));
    tx.append({ type: "channel.updated", actorId: access.personId, data: { channelId: id } });
  });
}
