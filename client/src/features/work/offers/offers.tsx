import type { WorkItem } from "../../../../../server/contract/work.ts";
import { t } from "../../../lib/i18n.ts";
import { useSeconds } from "../../../lib/use-seconds.ts";
import { hubNow } from "../../../lib/work.ts";
import { OfferCard } from "./offer-card.tsx";
import { offerKey } from "./offer-key.ts";
import classes from "./offers.module.css";
import { useAnswer } from "./use-answer.ts";
import { useOfferWords } from "./use-offer-words.ts";
import { useOfferedCall } from "./use-offered-call.ts";
import { useOffers } from "./use-offers.ts";
import { useRing } from "./use-ring.ts";

/** What is held out to this person, on every page. */
export function Offers() {
  const offers = useOffers();
  const words = useOfferWords();
  useRing(offers);
  useOfferedCall(offers);
  const newest = offers.at(-1);
  return (
    <>
      <div role="alert" className="unseen">
        {newest && t("work.offers.announced", { what: words(newest) })}
      </div>
      {offers.length > 0 && <Stack offers={offers} />}
    </>
  );
}

/** The one that ends first in front, the others by their number. */
function Stack({ offers }: { offers: WorkItem[] }) {
  useSeconds();
  const { isBusy, accept, decline } = useAnswer();
  const now = hubNow();
  // What the hub is about to end should not be answered any more.
  const open = offers.filter((offer) => endOf(offer) > now).sort((a, b) => endOf(a) - endOf(b));
  const [first] = open;
  if (!first) return null;
  return (
    <section className={classes.place} aria-label={t("work.offers.label")}>
      <OfferCard
        key={offerKey(first)}
        offer={first}
        isBusy={isBusy}
        accept={() => void accept(first)}
        decline={() => void decline(first)}
        others={open.length - 1}
      />
    </section>
  );
}

const endOf = (offer: WorkItem) => Date.parse(offer.offerEndsAt ?? "");
