import { useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { shortSpan } from "../../../lib/time.ts";
import { hubNow, useQueues } from "../../../lib/work.ts";
import { offerKey } from "./offer-key.ts";

/** An offer in one sentence for who hears it, the same for as long as it stands, so that it is said once. */
export function useOfferWords(): (offer: WorkItem) => string {
  const channels = useChannels();
  const queues = useQueues();
  const said = useRef<{ of: string; words: string } | undefined>(undefined);
  return (offer) => {
    const of = offerKey(offer);
    if (said.current?.of !== of) {
      const words = t("work.offers.one", {
        name: contactName(offer.contact),
        channel: channels.get(offer.channelId)?.name ?? "",
        queue: queues.get(offer.queueId ?? "")?.name ?? "",
        span: shortSpan(hubNow() - Date.parse(offer.waitingSince)),
      });
      said.current = { of, words };
    }
    return said.current.words;
  };
}
