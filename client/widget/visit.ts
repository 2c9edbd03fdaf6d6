import type { WireVisit } from "../../connectors/webchat/wire.ts";
import type { Store } from "./storage.ts";

const campaignMarks = /[?&](utm_\w+|[a-z]*clid|li_fat_id|mc_cid)=/;

/** Keeps how this visit began: a new one begins with every arrival from elsewhere. */
export function rememberArrival(session: Store) {
  const fromElsewhere = document.referrer !== "" && hostOf(document.referrer) !== location.host;
  if (session.get("landing") && !fromElsewhere && !campaignMarks.test(location.search)) return;
  session.set("landing", here());
  session.set("referrer", document.referrer);
}

export function currentVisit(session: Store): WireVisit {
  return {
    page: cut(here(), 2000),
    pageTitle: cut(document.title, 300),
    landingPage: cut(session.get("landing") ?? here(), 2000),
    referrer: cut(session.get("referrer") ?? document.referrer, 2000),
    language: cut(navigator.language, 35),
  };
}

/** Without the fragment, where some sites carry secrets. */
const here = () => location.origin + location.pathname + location.search;

/** Cut, and made storable: half a character and NUL are not. */
export function cut(text: string, length: number): string {
  const short = text.replaceAll("\u0000", "").slice(0, length);
  return short.toWellFormed ? short.toWellFormed() : short;
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).host;
  } catch {
    return undefined;
  }
}
