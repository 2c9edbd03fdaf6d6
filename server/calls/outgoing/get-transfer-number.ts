import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { getCall } from "../queries.ts";
import { callerIdsOf } from "./caller-ids-of.ts";
import { getCallable } from "./get-callable.ts";

interface Wanted {
  access: Access;
  callId: string;
  /** As people write it. */
  written: string;
}

interface TransferNumber {
  /** In E.164. */
  number: string;
  /** What it can be called with. */
  callerIds: string[];
}

/** A telephone that may be brought into a call. @throws AppError not_found, `conflict`, `invalid` */
export async function getTransferNumber(
  deps: Deps,
  { access, callId, written }: Wanted,
): Promise<TransferNumber> {
  const { channelId } = await getCall(deps, access, callId);
  if (!deps.carriers.voiceOf(channelId)?.dial)
    throw new AppError("conflict", "This call runs over the browser, and telephones cannot come into it.");
  const callerIds = await callerIdsOf(deps, channelId);
  const home = parsePhoneNumberFromString(callerIds[0] ?? "")?.country ?? null;
  return { number: await getCallable(deps, { written, home, path: "to.number" }), callerIds };
}
