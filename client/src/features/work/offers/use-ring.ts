import { useEffect, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { playNotes } from "../../../lib/play-notes.ts";
import { useStore } from "../../../lib/store.ts";
import { offerKey } from "./offer-key.ts";
import { isSoundOn } from "./sound-preference.ts";

const rising = [
  { hertz: 659, afterSeconds: 0 },
  { hertz: 880, afterSeconds: 0.14 },
];

/** Rings once for each new offer, and shows it on the desktop where the tab is hidden. */
export function useRing(offers: WorkItem[]): void {
  const rung = useRef(new Set<string>());
  const isOn = useStore(isSoundOn);
  useEffect(() => {
    const fresh = offers.filter((offer) => !rung.current.has(offerKey(offer)));
    for (const offer of fresh) {
      rung.current.add(offerKey(offer));
      if (isOn) void inOneTab(offerKey(offer), () => playNotes(rising));
      if (document.visibilityState === "hidden") notify(offer);
    }
  }, [offers, isOn]);
}

const heldMs = 2000;

/** Somebody with several tabs hears it once; without secure locks each rings. */
async function inOneTab(name: string, run: () => void) {
  if (!navigator.locks) return run();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    run();
    await new Promise((done) => setTimeout(done, heldMs));
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
