import type { CallerId } from "../../contract/outgoing-calls.ts";
import { AppError, notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { listCallerIds } from "./list-caller-ids.ts";

interface Wanted {
  access: Access;
  channelId: string | null;
  queueId: string | null;
}

/** What a call goes out with. @throws AppError not_found, `conflict` where no channel of theirs calls telephones */
export async function getCallerId(
  deps: Pick<Deps, "db" | "carriers" | "clock" | "log">,
  { access, channelId, queueId }: Wanted,
): Promise<CallerId> {
  if (channelId && !access.channelIds.includes(channelId)) throw notFound("channel");
  if (queueId && !access.queueIds.includes(queueId)) throw notFound("queue");
  const found = (await listCallerIds(deps, { access, channelId })).find((one) => one.queueId === queueId);
  if (!found) throw new AppError("conflict", "No channel can call telephones right now.");
  return found;
}
