import { ConnectorError, type PretendCall } from "../../connectors/contract.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { refuseOthers } from "./may-change.ts";
import { getChannel } from "./queries.ts";

/** Lets a script call a channel that is only tried out. */
export async function placePretendCall(
  deps: Deps,
  { access, id, ...call }: PretendCall & { access: Access; id: string },
): Promise<void> {
  refuseOthers(access);
  await getChannel(deps, access, id);
  const voice = deps.carriers.voiceOf(id);
  if (!voice?.pretendCall) throw new AppError("conflict", "The calls of this channel are not pretended.");
  try {
    await voice.pretendCall(call);
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== "rejected") throw error;
    throw new AppError("invalid", "Some fields are not right.", {
      fields: { script: error.message },
      cause: error,
    });
  }
}
