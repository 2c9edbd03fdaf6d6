import type { Visit } from "../../connectors/contract.ts";
import type { Source } from "../../db/schema/contacts.ts";
import { engineAt, engineCalled, networkAt, networkCalled } from "./known-sites.ts";

const longestWord = 200;
const longestAddress = 1000;

/** Set by an advertising network on the links of its ads, and on nothing else. */
const adClicks: Record<string, string> = {
  gclid: "Google Ads",
  gbraid: "Google Ads",
  wbraid: "Google Ads",
  dclid: "Google Ads",
  msclkid: "Microsoft Ads",
  yclid: "Yandex Direct",
  ttclid: "TikTok",
  twclid: "X",
  li_fat_id: "LinkedIn",
};
/** Set on every link that leads out of a network, paid for or not. */
const networkClicks: Record<string, string> = { fbclid: "Facebook", igshid: "Instagram" };
const mailClicks: Record<string, string> = {
  mc_cid: "Mailchimp",
  mc_eid: "Mailchimp",
  _hsenc: "HubSpot",
  _hsmi: "HubSpot",
  mkt_tok: "Marketo",
  ml_subscriber: "MailerLite",
  ck_subscriber_id: "Kit",
  dm_i: "Dotdigital",
  vero_id: "Vero",
  _kx: "Klaviyo",
};

const paidMedium =
  /^(cpc|ppc|cpm|cpa|cpv|cpl|paid.*|.*[-_ ]paid|retargeting|remarketing|display|banner|sem|ads?)$/;
const mailMedium = /^(e-?mail|newsletter|mailing|mail)$/;
const socialMedium = /^(social|social[-_ ](network|media|organic)|organic[-_ ]social|sm|smm)$/;
const referralMedium = /^(referral|affiliate|partner|link)$/;

/** Where a visitor came from, by the first page of the visit and what referred to it; undefined when nothing is known. */
export function classifyVisit(visit: Visit): Source | undefined {
  const landing = parse(visit.landingPage) ?? parse(visit.page);
  const referrer = parse(visit.referrer);
  if (!landing && !referrer) return undefined;
  const clues = readClues(landing, referrer);
  return tidy({ ...judge(clues), ...marksOf(clues), page: landing?.href, referrer: referrer?.href });
}

interface Clues {
  query: URLSearchParams;
  /** Absent when it is the site's own. */
  referrer: URL | undefined;
  medium: string;
  utmSource: string;
  click: { kind: string; value: string } | undefined;
}

function readClues(landing: URL | undefined, referrer: URL | undefined): Clues {
  const query = landing?.searchParams ?? new URLSearchParams();
  const isOwn = landing && referrer && isSameSite(landing.hostname, referrer.hostname);
  const kind = Object.keys({ ...adClicks, ...networkClicks, ...mailClicks }).find((name) => query.get(name));
  return {
    query,
    referrer: isOwn ? undefined : referrer,
    medium: (query.get("utm_medium") ?? "").trim().toLowerCase(),
    utmSource: (query.get("utm_source") ?? "").trim(),
    click: kind ? { kind, value: query.get(kind) ?? "" } : undefined,
  };
}

type Judgement = Pick<Source, "kind" | "name" | "keyword">;

/** What the site's owner wrote on the link counts before what can be read from the referrer. */
function judge(clues: Clues): Judgement {
  const { medium, utmSource, click, referrer } = clues;
  const clickKind = click?.kind ?? "";
  const calledName = networkCalled(utmSource) ?? engineCalled(utmSource) ?? (utmSource || undefined);
  const host = referrer?.hostname ?? "";
  if (mailMedium.test(medium)) return { kind: "mailing", name: calledName ?? mailClicks[clickKind] };
  if (paidMedium.test(medium) || clickKind in adClicks) {
    const name =
      adClicks[clickKind] ?? calledName ?? networkClicks[clickKind] ?? networkAt(host) ?? engineAt(host);
    return { kind: "paid", name, keyword: searchedFor(referrer) };
  }
  if (clickKind in mailClicks) return { kind: "mailing", name: calledName ?? mailClicks[clickKind] };
  if (socialMedium.test(medium)) return { kind: "social", name: calledName ?? networkAt(host) };
  if (referralMedium.test(medium)) return { kind: "referral", name: calledName ?? nameOf(host) };
  if (medium === "organic")
    return { kind: "organic", name: calledName ?? engineAt(host), keyword: searchedFor(referrer) };
  if (networkCalled(utmSource)) return { kind: "social", name: calledName };
  if (clickKind in networkClicks)
    return { kind: "social", name: networkAt(host) ?? networkClicks[clickKind] };
  if (/newsletter|mailing/i.test(utmSource)) return { kind: "mailing", name: utmSource };
  if (medium || utmSource) return { kind: "other", name: calledName ?? nameOf(host) };
  return judgeReferrer(referrer);
}

function judgeReferrer(referrer: URL | undefined): Judgement {
  if (!referrer) return { kind: "direct" };
  const engine = engineAt(referrer.hostname);
  if (engine) return { kind: "organic", name: engine, keyword: searchedFor(referrer) };
  const network = networkAt(referrer.hostname);
  return network ? { kind: "social", name: network } : { kind: "referral", name: nameOf(referrer.hostname) };
}

function marksOf({ query, medium, click }: Clues): Partial<Source> {
  const keyword = query.get("utm_term") ?? undefined;
  return {
    campaign: query.get("utm_campaign") ?? undefined,
    content: query.get("utm_content") ?? undefined,
    medium: medium || undefined,
    clickId: click,
    ...(keyword && { keyword }),
  };
}

/** Most engines no longer say it. */
function searchedFor(referrer: URL | undefined): string | undefined {
  if (!referrer || !engineAt(referrer.hostname)) return undefined;
  const query = referrer.searchParams;
  return (
    query.get("q") ??
    query.get("query") ??
    query.get("p") ??
    query.get("text") ??
    query.get("wd") ??
    undefined
  );
}

/** Android apps refer as `android-app://com.example/`. */
function parse(address: string | undefined): URL | undefined {
  const url = URL.parse(address?.trim() ?? "");
  return url && /^(https?|android-app):$/.test(url.protocol) && url.hostname ? url : undefined;
}

/** One host, or one under the other. */
function isSameSite(a: string, b: string): boolean {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

const nameOf = (host: string) => host.replace(/^www\./, "");

/** What a stranger wrote into an address, made fit to be kept and shown. */
function tidy({ clickId, page, referrer, kind, ...words }: Source): Source {
  const kept: Source = { kind };
  for (const key of ["name", "campaign", "keyword", "content", "medium"] as const) {
    const word = words[key] && cut(words[key], longestWord);
    if (word) kept[key] = word;
  }
  if (page) kept.page = cut(page, longestAddress);
  if (referrer) kept.referrer = cut(referrer, longestAddress);
  if (clickId) kept.clickId = { kind: clickId.kind, value: cut(clickId.value, longestWord) };
  return kept;
}

/** By whole characters, without what jsonb cannot keep. */
function cut(text: string, length: number): string {
  const plain = text
    .toWellFormed()
    .replace(/\p{Cc}/gu, " ")
    .trim();
  return plain.length <= length
    ? plain
    : Array.from(plain.slice(0, 2 * length))
        .slice(0, length)
        .join("");
}
