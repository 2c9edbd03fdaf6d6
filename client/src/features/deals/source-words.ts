import type { Source } from "../../../../server/contract/sources.ts";
import { t } from "../../lib/i18n.ts";

/** `Paid advertising · Google · spring sale`. */
export const sourceWords = ({ kind, name, campaign, keyword }: Source): string =>
  [t(`common.source.${kind}`), name, campaign, keyword].filter(Boolean).join(" · ");
