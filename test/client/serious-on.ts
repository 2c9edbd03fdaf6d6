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
