/** Sites that say by their name what kind of source they are. */
interface Site {
  name: string;
  hosts: RegExp;
}

const ccTld = "(com|[a-z]{2}|com?\\.[a-z]{2})";
const site = (name: string, hosts: string): Site => ({ name, hosts: new RegExp(`^(${hosts})$`) });
const domain = (name: string, ...domains: string[]): Site =>
  site(name, domains.map((one) => `(.+\\.)?${one.replaceAll(".", "\\.")}`).join("|"));

const engines = [
  // Its other houses (mail, docs, groups) are no search.
  site(
    "Google",
    `((www|m|images|news|search)\\.)?google\\.${ccTld}|com\\.google\\.android\\.googlequicksearchbox`,
  ),
  site("Bing", "((www|m|[a-z]{2}|cn)\\.)?bing\\.com"),
  site("Yahoo", `([a-z]{2}\\.)?search\\.yahoo\\.${ccTld}|search\\.yahoo\\.co\\.jp`),
  site("Yandex", `((www|m)\\.)?yandex\\.${ccTld}|ya\\.ru`),
  site("Baidu", "((www|m)\\.)?baidu\\.com"),
  site("Mail.ru", "go\\.mail\\.ru"),
  site("Naver", "(m\\.)?search\\.naver\\.com"),
  site("Daum", "search\\.daum\\.net"),
  site("Seznam", "search\\.seznam\\.cz"),
  site("Brave", "search\\.brave\\.com"),
  site("AOL", "search\\.aol\\.com"),
  domain("DuckDuckGo", "duckduckgo.com"),
  domain("Ecosia", "ecosia.org"),
  domain("Qwant", "qwant.com"),
  domain("Startpage", "startpage.com"),
  domain("Kagi", "kagi.com"),
  domain("Swisscows", "swisscows.com"),
  domain("Mojeek", "mojeek.com"),
  domain("Sogou", "sogou.com"),
  domain("Ask", "ask.com"),
];

const networks = [
  domain("Facebook", "facebook.com", "fb.com", "fb.me", "messenger.com", "m.me", "com.facebook.katana"),
  domain("Instagram", "instagram.com", "com.instagram.android"),
  domain("Threads", "threads.net", "threads.com"),
  domain("X", "x.com", "twitter.com", "t.co", "com.twitter.android"),
  domain("LinkedIn", "linkedin.com", "lnkd.in", "com.linkedin.android"),
  domain("YouTube", "youtube.com", "youtu.be"),
  domain("TikTok", "tiktok.com"),
  site("Pinterest", `(.+\\.)?pinterest\\.${ccTld}|pin\\.it`),
  domain("Reddit", "reddit.com", "redd.it"),
  domain("VK", "vk.com", "vk.ru", "vk.cc"),
  domain("OK", "ok.ru"),
  domain("Telegram", "t.me", "telegram.org", "telegram.me", "org.telegram.messenger"),
  domain("WhatsApp", "whatsapp.com", "wa.me"),
  domain("Snapchat", "snapchat.com"),
  domain("Bluesky", "bsky.app"),
  domain("Mastodon", "mastodon.social"),
  domain("Weibo", "weibo.com", "weibo.cn"),
  domain("LINE", "line.me"),
  domain("Xing", "xing.com"),
  domain("Tumblr", "tumblr.com"),
  domain("Quora", "quora.com"),
  domain("Discord", "discord.com", "discord.gg"),
  domain("Twitch", "twitch.tv"),
];

const nameIn = (sites: Site[], host: string) => sites.find(({ hosts }) => hosts.test(host))?.name;
const nameLike = (sites: Site[], word: string) =>
  sites.find(({ name }) => name.toLowerCase() === word.toLowerCase())?.name;

export const engineAt = (host: string): string | undefined => nameIn(engines, host);
export const networkAt = (host: string): string | undefined => nameIn(networks, host);
/** By what people write as utm_source: a name (`facebook`), now and then an address (`facebook.com`). */
export const engineCalled = (word: string): string | undefined =>
  nameLike(engines, word) ?? engineAt(word.toLowerCase());
export const networkCalled = (word: string): string | undefined =>
  nameLike(networks, shortNames.get(word.toLowerCase()) ?? word) ?? networkAt(word.toLowerCase());

const shortNames = new Map([
  ["fb", "Facebook"],
  ["ig", "Instagram"],
  ["twitter", "X"],
  ["tw", "X"],
  ["li", "LinkedIn"],
  ["yt", "YouTube"],
  ["tg", "Telegram"],
]);
