import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Source } from "../../db/schema/contacts.ts";
import { classifyVisit } from "./classify-visit.ts";

const shop = "https://shop.example/tables";

/** [what it is, the landing page's query, the referrer, what comes out] */
const visits: [string, string, string, Partial<Source>][] = [
  ["nothing but a page", "", "", { kind: "direct" }],
  ["a click within the site", "", "https://shop.example/chairs", { kind: "direct" }],
  ["a click from the site with www", "", "https://www.shop.example/", { kind: "direct" }],
  ["a click from a part of the site", "", "https://blog.shop.example/oak", { kind: "direct" }],
  ["a referrer that is not an address", "", "not a url", { kind: "direct" }],
  ["a referrer with another scheme", "", "javascript:alert(1)", { kind: "direct" }],
  [
    "google with a keyword",
    "",
    "https://www.google.com/search?q=oak+table",
    { kind: "organic", name: "Google", keyword: "oak table" },
  ],
  ["google without one", "", "https://www.google.co.uk/", { kind: "organic", name: "Google" }],
  [
    "google's app",
    "",
    "android-app://com.google.android.googlequicksearchbox/",
    { kind: "organic", name: "Google" },
  ],
  ["bing", "", "https://www.bing.com/search?q=oak", { kind: "organic", name: "Bing", keyword: "oak" }],
  [
    "yahoo",
    "",
    "https://de.search.yahoo.com/search?p=oak",
    { kind: "organic", name: "Yahoo", keyword: "oak" },
  ],
  [
    "yandex in cyrillic",
    "",
    "https://yandex.ru/search/?text=%D1%81%D1%82%D0%BE%D0%BB",
    { kind: "organic", name: "Yandex", keyword: "стол" },
  ],
  ["baidu", "", "https://www.baidu.com/s?wd=%E6%A1%8C", { kind: "organic", name: "Baidu", keyword: "桌" }],
  ["duckduckgo", "", "https://duckduckgo.com/", { kind: "organic", name: "DuckDuckGo" }],
  [
    "a host that only begins like google",
    "",
    "https://www.google.com.evil.example/",
    { kind: "referral", name: "google.com.evil.example" },
  ],
  [
    "a host that only ends like a network",
    "",
    "https://notfacebook.com/",
    { kind: "referral", name: "notfacebook.com" },
  ],
  [
    "google mail, which is no search",
    "",
    "https://mail.google.com/",
    { kind: "referral", name: "mail.google.com" },
  ],
  [
    "another site",
    "",
    "https://www.furniture-news.example/best-tables",
    { kind: "referral", name: "furniture-news.example" },
  ],
  ["facebook", "", "https://l.facebook.com/l.php?u=x", { kind: "social", name: "Facebook" }],
  ["x by its shortener", "", "https://t.co/abc", { kind: "social", name: "X" }],
  ["telegram", "", "https://web.telegram.org/", { kind: "social", name: "Telegram" }],
  ["pinterest in a country", "", "https://www.pinterest.co.uk/", { kind: "social", name: "Pinterest" }],
  [
    "google ads",
    "gclid=abc",
    "https://www.google.com/",
    { kind: "paid", name: "Google Ads", clickId: { kind: "gclid", value: "abc" } },
  ],
  ["google ads on an iPhone", "gbraid=abc", "", { kind: "paid", name: "Google Ads" }],
  ["google ads by web to app", "wbraid=abc", "", { kind: "paid", name: "Google Ads" }],
  [
    "microsoft ads with campaign and keyword",
    "msclkid=m&utm_source=bing&utm_medium=cpc&utm_campaign=spring&utm_term=oak+table",
    "https://www.bing.com/",
    { kind: "paid", name: "Microsoft Ads", campaign: "spring", keyword: "oak table", medium: "cpc" },
  ],
  [
    "yandex direct",
    "yclid=1",
    "https://yandex.ru/search/?text=oak",
    { kind: "paid", name: "Yandex Direct", keyword: "oak" },
  ],
  ["tiktok ads", "ttclid=1", "", { kind: "paid", name: "TikTok" }],
  ["linkedin ads", "li_fat_id=1", "", { kind: "paid", name: "LinkedIn" }],
  [
    "paid by its medium alone",
    "utm_source=google&utm_medium=CPC&utm_campaign=sale",
    "",
    { kind: "paid", name: "Google", campaign: "sale" },
  ],
  [
    "paid social",
    "utm_source=fb&utm_medium=paid_social&fbclid=f",
    "https://l.facebook.com/",
    { kind: "paid", name: "Facebook" },
  ],
  [
    "an unknown network's banner",
    "utm_source=adhouse&utm_medium=banner&utm_content=blue",
    "",
    { kind: "paid", name: "adhouse", content: "blue" },
  ],
  [
    "a facebook click that nobody paid for",
    "fbclid=f",
    "",
    { kind: "social", name: "Facebook", clickId: { kind: "fbclid", value: "f" } },
  ],
  [
    "a facebook click id from instagram",
    "fbclid=f",
    "https://l.instagram.com/",
    { kind: "social", name: "Instagram" },
  ],
  [
    "a tagged post",
    "utm_source=linkedin&utm_medium=social&utm_campaign=launch",
    "",
    { kind: "social", name: "LinkedIn", campaign: "launch" },
  ],
  ["a network as source without a medium", "utm_source=instagram", "", { kind: "social", name: "Instagram" }],
  [
    "a newsletter",
    "utm_source=autumn-news&utm_medium=email&utm_campaign=week-40",
    "https://mail.google.com/",
    { kind: "mailing", name: "autumn-news", campaign: "week-40" },
  ],
  ["mail written otherwise", "utm_medium=E-Mail", "", { kind: "mailing" }],
  ["mail beside an ad's click id", "utm_medium=email&gclid=x", "", { kind: "mailing" }],
  ["mailchimp", "mc_cid=1&mc_eid=2", "", { kind: "mailing", name: "Mailchimp" }],
  ["hubspot", "_hsmi=1", "", { kind: "mailing", name: "HubSpot" }],
  ["a newsletter by its source", "utm_source=Newsletter", "", { kind: "mailing", name: "Newsletter" }],
  ["a partner", "utm_source=friends&utm_medium=affiliate", "", { kind: "referral", name: "friends" }],
  ["a poster", "utm_source=tram&utm_medium=qr", "", { kind: "other", name: "tram", medium: "qr" }],
  [
    "a source named like something of the language's",
    "utm_source=constructor",
    "",
    { kind: "other", name: "constructor" },
  ],
  ["a tag without a value", "utm_source=&gclid=", "", { kind: "direct" }],
];

describe("a visit becomes a source", () => {
  test.each(visits)("%s", (_what, query, referrer, expected) => {
    const source = classifyVisit({ landingPage: query ? `${shop}?${query}` : shop, referrer });
    expect(source).toMatchObject(expected);
    if (!("keyword" in expected)) expect(source?.keyword).toBeUndefined();
    expect(source?.page).toBe(query ? `${shop}?${query}` : shop);
  });
});

test("nothing known is no source", () => {
  expect(classifyVisit({})).toBeUndefined();
  expect(classifyVisit({ page: "about:blank", referrer: "" })).toBeUndefined();
});

test("the page stands in where the first page is not known", () => {
  expect(classifyVisit({ page: `${shop}?gclid=1` })).toMatchObject({ kind: "paid" });
});

test("what is very long is cut by whole characters, and what the database cannot keep is left out", () => {
  const source = classifyVisit({
    landingPage: `${shop}?utm_medium=cpc&utm_term=%00${"🪑".repeat(5000)}&gclid=${"x".repeat(9000)}`,
  });
  expect(source?.keyword).toBe("🪑".repeat(200));
  expect(source?.page).toHaveLength(1000);
  expect(source?.clickId?.value).toHaveLength(200);
});

test("whatever a stranger sends, it neither throws nor lets through NUL or half characters", () => {
  const anything = fc.option(
    fc.oneof(fc.string({ unit: "binary" }), fc.webUrl({ withQueryParameters: true })),
    { nil: undefined },
  );
  fc.assert(
    fc.property(anything, anything, anything, (landingPage, page, referrer) => {
      const text = JSON.stringify(classifyVisit({ landingPage, page, referrer }) ?? {});
      return !text.includes("\\u0000") && text.isWellFormed();
    }),
  );
});
