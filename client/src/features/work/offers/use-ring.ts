import { useEffect, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { playNotes } from "../../../lib/play-notes.ts";
import { useStore } from "../../../lib/store.ts";
import { isLookedAt, tellWhetherLookedAt } from "./is-looked-at.ts";
import { offerKey } from "./offer-key.ts";
import { isSoundOn } from "./sound-preference.ts";

const rising = [
  { hertz: 659, afterSeconds: 0 },
  { hertz: 880, afterSeconds: 0.14 },
];

/** Rings once for each new offer, and shows it on the desktop where no tab is looked at. */
export function useRing(offers: WorkItem[]): void {
  const ends = useRef(new Map<string, () => void>());
  const isOn = useStore(isSoundOn);
  useEffect(tellWhetherLookedAt, []);
  useEffect(() => {
    const keys = new Set(offers.map(offerKey));
    for (const [key, end] of ends.current) {
      if (keys.has(key)) continue;
      end();
      ends.current.delete(key);
    }
    for (const offer of offers) {
      const key = offerKey(offer);
      if (ends.current.has(key)) continue;
      const isOver = new Promise<void>((end) => ends.current.set(key, end));
      if (isOn) void inOneTab(key, isOver, () => playNotes(rising));
      void isLookedAt().then((isSeen) => isSeen || notify(offer));
    }
  }, [offers, isOn]);
}

/** Somebody with several tabs hears it once, however late one of them learns of it; without secure locks each rings. */
async function inOneTab(name: string, isOver: Promise<void>, run: () => void) {
  if (!navigator.locks) return run();
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock) return;
    run();
    return isOver;
  });
}

function notify(offer: WorkItem) {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const title = t("work.offers.noted", { name: contactName(offer.contact) });
    const notice = new Notification(title, { body: offer.preview, tag: offer.id });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
  } catch {
    // Phones have the word but show notices of service workers only.
  }
}
