import type { Interaction } from "../../../../server/contract/conversations.ts";
import { contactName } from "../../lib/contact-name.ts";
import { t } from "../../lib/i18n.ts";
import { useMe } from "../../lib/session.ts";

/** What whoever wrote it is called here. */
export function useAuthor({ author }: Interaction): string {
  const me = useMe();
  const { kind, id, name } = author;
  if (id === me.id) return t("common.you");
  return kind === "contact" && id ? contactName({ id, name }) : (name ?? t("common.removedPerson"));
}
