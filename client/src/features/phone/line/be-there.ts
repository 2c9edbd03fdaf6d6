import { announceNews } from "../call/announce-news.ts";
import { joinPhone } from "./join-phone.ts";

/** In every tab while calls are wanted in this browser. */
export function beThere(): () => void {
  const stops = [joinPhone(), announceNews()];
  return () => {
    for (const stop of stops) stop();
  };
}
