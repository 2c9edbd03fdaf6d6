import { IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX } from "@tabler/icons-react";
import type { Call } from "../../../../server/contract/calls.ts";
import { t } from "../../lib/i18n.ts";
import { callMeaning } from "./call-words.ts";

/** Which way it went, and whether it was missed. */
export function CallIcon({ call, size = 18 }: { call: Call; size?: number }) {
  const Icon =
    call.direction === "out"
      ? IconPhoneOutgoing
      : callMeaning(call) === "late"
        ? IconPhoneX
        : IconPhoneIncoming;
  return <Icon size={size} stroke={1.6} role="img" aria-label={t(`calls.direction.${call.direction}`)} />;
}
