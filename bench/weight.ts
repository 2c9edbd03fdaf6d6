import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { runClientBuild } from "../server/lib/run-client-build.ts";
import { openBrowser } from "../test/webchat/visitor.ts";
import { type Bench, limitFigure } from "./figure.ts";
import { post, startHubChild, withChild } from "./realtime.ts";
import { makeHouse } from "./realtime-people.ts";

const widget = join(import.meta.dirname, "../client/dist-widget/widget.js");

/** All JavaScript that a browser fetches until an agent can answer, and the widget; gzipped. */
export const weight: Bench = {
  name: "JavaScript, gzipped",
  async run(hub) {
    await runClientBuild().done;
    const house = await makeHouse(hub, 1, 1);
    const inbox = await withChild(startHubChild(hub), async ({ said: url }) => {
      await post(url, house, 0, "Is it light?");
      const browser = await openBrowser();
      try {
        const page = await browser.newPage({ baseURL: url });
        const [name = "", value = ""] = house.agents[0]?.cookie.split("=", 2) ?? [];
        await page.context().addCookies([{ name, value, url }]);
        return await scriptsUntilUsable(page);
      } finally {
        await browser.close();
      }
    });
    return [
      limitFigure("all JavaScript until the inbox is usable, gzipped", inbox / 1000, "kB", 350),
      limitFigure("the widget, gzipped", gzipSync(await readFile(widget)).byteLength / 1000, "kB", 40),
    ];
  },
};

async function scriptsUntilUsable(page: Page): Promise<number> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (answer) => {
    if (answer.request().resourceType() === "script" || /\.js(\?|$)/.test(answer.url())) {
      scripts.set(answer.url(), answer.body());
    }
  });
  await page.goto("/");
  await page.getByText("visitor 0").first().click();
  await page.getByRole("textbox", { name: "Answer" }).fill("It is");
  const sizes = await Promise.all([...scripts.values()].map(async (body) => gzipSync(await body).byteLength));
  return sizes.reduce((sum, size) => sum + size, 0);
}
