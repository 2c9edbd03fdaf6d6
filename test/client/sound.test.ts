import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { chromiumPath } from "../setup/parts.ts";
import { openConversation, setDesk } from "./desk.ts";
import { seriousInBoth } from "./serious-on.ts";

describe.skipIf(!chromiumPath())("the client is sound", () => {
  const desk = setDesk();

  test("axe finds nothing serious in the inbox, in light and dark", async () => {
    await desk.write("Accessible Ann", "Can everybody use this?");
    const page = await desk.sit();
    expect(await seriousInBoth(page)).toEqual([]);
    await openConversation(page, "Accessible Ann");
    await page
      .getByRole("complementary", { name: "Client card" })
      .getByText("accessible.ann@example.com")
      .waitFor();
    expect(await seriousInBoth(page)).toEqual([]);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or do anything" }).fill("ann");
    await page.getByRole("option").first().waitFor();
    expect(await seriousInBoth(page)).toEqual([]);
  });

  test("all JavaScript until the inbox is usable is at most 350 kB gzipped", async () => {
    await desk.write("Light Lucy", "Is it light?");
    // A page of its own: what another still fetches when it is left cannot be read.
    const page = await (await desk.sit()).context().newPage();
    const scripts = new Map<string, Promise<Buffer>>();
    page.on("response", (answer) => {
      if (answer.request().resourceType() === "script" || /\.js(\?|$)/.test(answer.url())) {
        scripts.set(answer.url(), answer.body());
      }
    });
    await page.goto(desk.hub.url);
    await openConversation(page, "Light Lucy");
    await page.getByRole("textbox", { name: "Answer" }).fill("It is");
    const sizes = await Promise.all(
      [...scripts.values()].map(async (body) => gzipSync(await body).byteLength),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(350 * 1000);
  });
});
