import { isOnlyKey } from "./contact-name.ts";
import { t } from "./i18n.ts";

/** What kind of address it is, in a word; a messenger's own kind by its own name. */
export function identityKind(kind: string): string {
  if (isOnlyKey(kind)) return t("common.identity.unverified");
  if (kind === "email" || kind === "phone" || kind === "visitor") return t(`common.identity.${kind}`);
  return kind.charAt(0).toLocaleUpperCase() + kind.slice(1);
}
