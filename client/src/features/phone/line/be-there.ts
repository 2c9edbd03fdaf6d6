import { announceNews } from "../call/announce-news.ts";
import { endWithLastCall } from "./end-with-last-call.ts";
import { joinPhone } from "./join-phone.ts";

/** In every tab while calls are wanted in this browser. */
export function beThere(): () => void {
  const stops = [joinPhone(), announceNews(), endWithLastCall()];
  return () => {
    for (const stop of stops) stop();
  };
}
