import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on a page that keeps somebody from using it. */
export async function seriousOn(page: Page) {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.map((node) => node.html.slice(0, 160)),
    }));
  });
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical");
}
