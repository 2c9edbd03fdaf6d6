import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { dirname, join, normalize, relative } from "node:path";
import { expect, test } from "vitest";

/** What a file may import of ours; `own` stands for the first two folders of the file's own path. */
interface Rule {
  files: RegExp;
  may: (own: string) => RegExp[];
  /** Packages that only these files may import. */
  packages?: RegExp;
  /** What of ours they may import types of. */
  types?: RegExp;
}

/** Parts of the contract are had from `connectors/contract.ts` alone. */
const anything = [/^(?!connectors\/contract\/)/];
const domain = (own: string) => [
  new RegExp(`^${own}/`),
  /^server\/(lib|contract|events|permissions)\//,
  /^server\/http\/route\.ts$/,
  // Another domain's verbs, never its reads.
  /^server\/(?!realtime|channels|http)[^/]+\/([^/]+\/)?(?!queries|present|routes)[^/]+\.ts$/,
  /^db\//,
  /^connectors\/contract\.ts$/,
];

/** The first rule that matches a file holds; the table is that of ARCHITECTURE.md. */
const rules: Rule[] = [
  { files: /^(test|bench|scripts)\/|^[^/]+\.ts$/, may: () => anything },
  // Tests, and what they share.
  { files: /\.test\.tsx?$|^(server|connectors)\/(.+\/)?(test|fake)-[^/]+\.ts$/, may: () => anything },
  {
    files: /^connectors\/contract(\.ts$|\/)/,
    may: () => [/^connectors\/contract\//],
    packages: /^zod$/,
  },
  {
    files: /^connectors\/registry\.ts$/,
    may: () => [/^connectors\/[^/]+\/index\.ts$/, /^connectors\/contract\.ts$/],
  },
  {
    files: /^connectors\/browsers\.ts$/,
    may: () => [/^connectors\/[^/]+\/browser\.ts$/, /^connectors\/contract\.ts$/],
  },
  {
    // What browsers at both ends of a connection load: the person's, and the visitor's.
    files: /^connectors\/[^/]+\/peer\//,
    may: (own) => [new RegExp(`^${own}/(peer/|wire\\.ts$)`)],
    packages: /^$/,
  },
  {
    files: /^connectors\//,
    may: (own) => [new RegExp(`^${own}/`), /^connectors\/contract\.ts$/],
    packages: /^(?!express$|socket\.io|drizzle-orm|pg$)/,
  },
  { files: /^db\//, may: () => [/^db\//], packages: /^(?!express$|socket\.io)/ },
  { files: /^recordings\//, may: () => [/^recordings\//] },
  { files: /^server\/contract\//, may: () => [/^server\/contract\//], packages: /^zod$/ },
  {
    files: /^server\/(hub|main|domains)\.ts$/,
    may: () => [/^(server|db|recordings|scripts|connectors(?!\/contract\/))\//],
  },
  {
    files: /^server\/lib\//,
    may: () => [
      /^server\/(lib|contract)\//,
      /^db\//,
      /^recordings\/store\/open-recording-store\.ts$/,
      /^connectors\/contract\.ts$/,
    ],
  },
  {
    files: /^server\/http\//,
    may: () => [
      /^server\/(http|lib|contract|permissions|people|files)\//,
      /^db\//,
      /^connectors\/contract\.ts$/,
    ],
  },
  {
    files: /^server\/channels\//,
    may: () => [/^server\//, /^db\//, /^connectors\/(registry|contract)\.ts$/],
    packages: /^(?!socket\.io)/,
  },
  {
    files: /^server\/realtime\//,
    may: (own) => [
      new RegExp(`^${own}/`),
      /^server\/(lib|contract|events|permissions)\//,
      /^server\/[^/]+\/(queries|present)[^/]*\.ts$/,
      /^db\//,
      /^connectors\/contract\.ts$/,
    ],
  },
  {
    // Two reads compose rows of other domains: search, and the client card.
    files: /^server\/search\/|^server\/contacts\/card\.ts$/,
    may: () => [/^server\/(?!realtime|channels|hub|domains|main)/, /^db\//],
    packages: /^(?!socket\.io)/,
  },
  {
    files: /^server\/calls\//,
    may: (own) => [...domain(own), /^recordings\//],
    packages: /^(?!socket\.io)/,
  },
  { files: /^server\//, may: domain, packages: /^(?!socket\.io)/ },
  {
    files: /^client\/widget\//,
    may: () => [/^client\/widget\//, /^server\/contract\//, /^connectors\/[^/]+\/(wire\.ts$|peer\/)/],
    packages: /^socket\.io-client$/,
  },
  {
    files: /^client\/src\/features\//,
    may: () => [/^client\/src\/(ui|lib|realtime)\//, /^server\/contract\//, /^connectors\/browsers\.ts$/],
    types: /^connectors\/contract\.ts$/,
  },
  { files: /^client\/src\/realtime\//, may: () => [/^client\/src\/(realtime|lib)\//, /^server\/contract\//] },
  {
    files: /^client\/src\/(ui|lib)\//,
    may: () => [/^client\/src\/(ui|lib|realtime)\//, /^server\/contract\//],
  },
  { files: /^client\//, may: () => [/^client\/src\//, /^server\/contract\//] },
];

test("no file imports what the table of import rules forbids", async () => {
  const wrong: string[] = [];
  for (const file of await sources()) {
    const rule = ruleOf(file);
    for (const { specifier, isTypeOnly } of importsOf(file))
      wrong.push(...judge(file, specifier, isTypeOnly, rule));
  }
  expect(wrong).toEqual([]);
});

test("a forbidden import is found", () => {
  const rule = ruleOf("server/deals/routes.ts");
  expect(judge("server/deals/routes.ts", "../tasks/queries.ts", false, rule)).toHaveLength(1);
  expect(judge("server/deals/routes.ts", "../../connectors/webchat/index.ts", false, rule)).toHaveLength(1);
  expect(judge("server/deals/routes.ts", "socket.io", false, rule)).toHaveLength(1);
  expect(judge("server/deals/routes.ts", "../tasks/make-task.ts", false, rule)).toEqual([]);
});

test("of connectors the client loads their browser parts alone, through one list", () => {
  const file = "client/src/features/phone/open.ts";
  const judged = (path: string, isTypeOnly = false) =>
    judge(file, `../../../../connectors/${path}`, isTypeOnly, ruleOf(file)).length;
  expect([judged("browsers.ts"), judged("contract.ts", true)]).toEqual([0, 0]);
  expect([judged("contract.ts"), judged("webchat/browser.ts"), judged("webchat/wire.ts", true)]).toEqual([
    1, 1, 1,
  ]);
  const widget = "client/widget/call/call.ts";
  const loaded = (path: string) => judge(widget, `../../../connectors/${path}`, false, ruleOf(widget)).length;
  expect([loaded("webchat/peer/answering-peer.ts"), loaded("webchat/wire.ts")]).toEqual([0, 0]);
  expect([loaded("browsers.ts"), loaded("webchat/browser/leg.ts")]).toEqual([1, 1]);
});

test("parts of the contract are had from the contract alone", async () => {
  const files = (await sources()).filter((file) => !/^connectors\/contract(\.ts$|\/)/.test(file));
  const passed = files.filter((file) => {
    const specifier = relative(dirname(file), "connectors/contract/inbound.ts");
    return judge(file, specifier.replace(/^(?!\.)/, "./"), true, ruleOf(file)).length === 0;
  });
  expect(passed).toEqual([]);
});

async function sources(): Promise<string[]> {
  const folders = ["server", "client", "connectors", "db", "recordings", "test", "bench", "scripts"];
  const found: string[] = [];
  for (const folder of folders) {
    for await (const file of glob(`${folder}/**/*.{ts,tsx}`)) {
      if (!/\/dist(-widget)?\//.test(file)) found.push(file);
    }
  }
  return found;
}

const ruleOf = (file: string) => rules.find(({ files }) => files.test(file));

function importsOf(file: string): { specifier: string; isTypeOnly: boolean }[] {
  const code = readFileSync(file, "utf8");
  const pattern =
    /^\s*(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)|^import\s+"([^"]+)"/gm;
  return [...code.matchAll(pattern)].map((match) => ({
    specifier: match[2] ?? match[3] ?? match[4] ?? "",
    isTypeOnly: Boolean(match[1]),
  }));
}

function judge(file: string, specifier: string, isTypeOnly: boolean, rule: Rule | undefined): string[] {
  if (!rule) return [`${file} is in no folder that the table knows`];
  if (specifier.startsWith("node:")) return [];
  if (!specifier.startsWith(".")) {
    const allowed = isTypeOnly || !rule.packages || rule.packages.test(specifier);
    return allowed ? [] : [`${file} imports the package ${specifier}`];
  }
  const target = normalize(join(dirname(file), specifier));
  const own = file.split("/").slice(0, 2).join("/");
  const feature = /^client\/src\/features\/[^/]+\//.exec(file)?.[0];
  if (feature && target.startsWith(feature)) return [];
  if (isTypeOnly && rule.types?.test(target)) return [];
  if (/\.css$/.test(target) || rule.may(own).some((pattern) => pattern.test(target))) return [];
  return [`${file} imports ${target}`];
}
