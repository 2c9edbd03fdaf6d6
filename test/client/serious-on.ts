import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on a page that keeps somebody from using it, by all its rules or only by these. */
export async function seriousOn(page: Page, rules?: string[]) {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (only) => {
    const { axe: there } = window as unknown as { axe: typeof axe };
    const found = await there.run({ resultTypes: ["violations"], ...(only && { runOnly: only }) });
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map((node) => node.html.slice(0, 160)),
    }));
  }, rules);
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical");
}

/** In light, and what differs in dark; leaves the page in light. */
export async function seriousInBoth(page: Page) {
  const light = await seriousOn(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-mantine-color-scheme=dark]").waitFor();
  await page.waitForFunction(() => document.getAnimations().length === 0);
  const dark = await seriousOn(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator("html[data-mantine-color-scheme=light]").waitFor();
  return [...light, ...dark.map((found) => ({ ...found, scheme: "dark" }))];
}
