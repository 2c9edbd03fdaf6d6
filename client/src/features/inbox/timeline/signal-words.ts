import type { Why } from "../../../../../server/contract/conversations.ts";
import { inbox } from "../../../lib/catalogue/en/inbox.ts";
import { t } from "../../../lib/i18n.ts";
import { identityKind } from "../../../lib/identity-kind.ts";

type Signal = Why["thread"][number];
type Known = keyof (typeof inbox)["signals"];

/** A signal in words; one that only a newer hub knows by its own name. */
export function signalWords({ signal, detail = "" }: Signal): string {
  const key = signal.replace(".", "_");
  if (!isKnown(key)) return detail ? `${signal}: ${detail}` : signal;
  return t(`inbox.signals.${key}`, { detail: detailWords(signal, detail) });
}

const isKnown = (key: string): key is Known => Object.hasOwn(inbox.signals, key);

function detailWords(signal: string, detail: string): string {
  if (signal.startsWith("identity.") || signal === "claim") return identityKind(detail).toLocaleLowerCase();
  return detail;
}
