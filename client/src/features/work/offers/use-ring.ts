import { useEffect, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { tellWhetherLookedAt } from "../../../lib/is-looked-at.ts";
import { ring } from "../../../lib/ring.ts";
import { showNotice } from "../../../lib/show-notice.ts";
import { isSoundOn } from "../../../lib/sound-preference.ts";
import { useStore } from "../../../lib/store.ts";
import { offerKey } from "./offer-key.ts";

/** Rings for each new offer, for a call until that is over, and shows it on the desktop where no tab is looked at. */
export function useRing(offers: WorkItem[]): void {
  const stops = useRef(new Map<string, () => void>());
  const isOn = useStore(isSoundOn);
  useEffect(tellWhetherLookedAt, []);
  useEffect(() => {
    const keys = new Set(offers.map(offerKey));
    for (const [key, stop] of stops.current) {
      if (!keys.has(key) || !isOn) stop();
      if (!keys.has(key)) stops.current.delete(key);
    }
    for (const offer of offers) {
      const key = offerKey(offer);
      if (stops.current.has(key)) continue;
      stops.current.set(key, isOn ? ring(key, { goesOn: offer.kind === "call" }) : () => {});
      const title = t("work.offers.noted", { name: contactName(offer.contact) });
      void showNotice(title, { body: offer.preview, tag: offer.id });
    }
  }, [offers, isOn]);
  useEffect(() => {
    const { current } = stops;
    return () => {
      for (const stop of current.values()) stop();
    };
  }, []);
}
