import { describe, expect, test } from "vitest";
import { findSnapshot, writeSnapshot } from "../../server/board/snapshot.ts";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setBoardDesk, waiting, waits } from "./board-desk.ts";

describe.skipIf(!chromiumPath())("a past minute of the board", () => {
  const board = setBoardDesk();

  test("a past minute is as it was, marked as past, and time goes on from it when it plays", async () => {
    const page = await board.open();
    await board.desk.write("Kai", "Early");
    await board.desk.hub.conversationOf("Early");
    const before = await eventually(async () => {
      const count = await waits(page);
      expect(count).toBe(await board.waitingNow());
      return count;
    });
    await putLogBack();
    await board.desk.write("Lea", "Late");
    await eventually(async () => expect(await waits(page)).toBe(before + 1));

    await page.getByRole("button", { name: "Look back" }).click();
    const time = page.getByRole("slider", { name: "Time of day" });
    await time.focus();
    for (let minute = 0; minute < 5; minute++) await page.keyboard.press("ArrowLeft");
    await page.getByText("Past", { exact: true }).waitFor();
    await eventually(async () => expect(await waits(page)).toBe(before));
    await eventually(() => expect(new URL(page.url()).searchParams.get("moment")).not.toBeNull());
    expect(await page.getByRole("button", { name: "Change Boris" }).count()).toBe(0);

    const shown = Number(await time.getAttribute("aria-valuenow"));
    await page.getByRole("button", { name: "Play, an hour in a minute" }).click();
    await eventually(async () =>
      expect(Number(await time.getAttribute("aria-valuenow"))).toBeGreaterThan(shown + 60_000),
    );
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.getByText("Live", { exact: true }).waitFor();
    await eventually(async () => expect(await waits(page)).toBe(before + 1));
  });

  test("what waited in a past minute is listed as it waited then, and opens by keyboard", async () => {
    await board.desk.write("Mona", "Before that minute");
    await board.desk.hub.conversationOf("Before that minute");
    await putLogBack();
    await board.desk.write("Nils", "After that minute");
    await board.desk.hub.conversationOf("After that minute");
    const moment = new Date(Date.now() - 5 * 60_000).toISOString();
    const page = await board.open(`/board?moment=${moment}`);
    await page.getByText("Past", { exact: true }).waitFor();
    await waiting(page).press("Enter");
    const details = page.getByRole("dialog", { name: "Support" });
    const mona = details.getByRole("link", { name: /Mona/ });
    await mona.waitFor();
    expect(await details.getByText("Nils").count()).toBe(0);
    expect(await details.getByRole("button", { name: /^Change what is done/ }).count()).toBe(0);
    expect(await details.getByRole("listitem").count()).toBe(await waits(page));
    await mona.press("Enter");
    await page.getByRole("log", { name: "Messages" }).getByText("Before that minute").waitFor();
    await page.goBack();
    await mona.waitFor();
  });

  /** All that happened until now was ten minutes earlier. */
  async function putLogBack() {
    const floor = await eventually(async () => {
      const found = await findSnapshot(board.deps);
      expect(found).toBeDefined();
      return found;
    });
    const backMs = 600_000;
    await board.deps.pool.query("update events set at = at - interval '10 minutes'");
    await board.deps.pool.query("delete from floor_snapshots");
    if (floor) await writeSnapshot(board.deps, { ...floor, at: floor.at - backMs });
  }
});
