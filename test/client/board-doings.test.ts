import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setBoardDesk } from "./board-desk.ts";

describe.skipIf(!chromiumPath())("what is done from the board", () => {
  const board = setBoardDesk();

  test("from a row work is given to somebody, moved and served sooner, with the way back", async () => {
    await board.desk.write("Ivo", "My parcel is gone");
    const page = await board.open(`/board?queue=${board.support}&part=waiting`);
    const details = page.getByRole("dialog", { name: "Support" });
    const doings = details.getByRole("button", { name: "Change what is done with Ivo" });
    await doings.click();
    await details.getByRole("combobox", { name: "Priority" }).click();
    await page.getByRole("option", { name: "9" }).click();
    await page.getByText("Its priority is 9 now").waitFor();
    await eventually(async () =>
      expect(await details.getByRole("listitem").first().innerText()).toContain("Ivo"),
    );

    await details.getByRole("combobox", { name: "Queue" }).click();
    await page.getByRole("option", { name: "Sales" }).click();
    await page.getByText("It waits in Sales now").waitFor();
    await details.getByText("Ivo").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Undo" }).last().click();
    await details.getByText("Ivo").waitFor();

    if ((await doings.getAttribute("aria-expanded")) === "false") await doings.click();
    await details.getByRole("button", { name: "Give to…" }).click();
    await page.getByRole("option", { name: /^Boris/ }).click();
    await page.getByText("It is Boris's now").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "1 in service in Support" }).click();
    await details.getByText("Ivo").waitFor();
    await details.getByText("Boris", { exact: false }).waitFor();
  });

  test("a person's state is set, and they are written to in what they have in hand", async () => {
    const page = await board.open();
    const people = page.getByRole("region", { name: "People" });
    await people.getByRole("button", { name: "Change Boris" }).click();
    await page.getByRole("menuitem", { name: "Away" }).click();
    await page.getByText("Boris is Away now").waitFor();
    await eventually(async () => {
      const { body } = await board.desk.hub.agent.get("/api/v1/people");
      const found = body.find(({ id }: { id: string }) => id === board.boris.id);
      expect(found).toMatchObject({ availability: "away", availabilityBy: "supervisor" });
    });

    await board.desk.write("Jule", "Hello?");
    const conversationId = await board.desk.hub.conversationOf("Hello?");
    const given = await board.desk.hub.agent.put(`/api/v1/conversations/${conversationId}/assignee`, {
      personId: board.boris.id,
    });
    expect(given.status).toBe(200);
    await people.getByRole("button", { name: "Boris", exact: true }).click();
    const details = page.getByRole("dialog", { name: "Boris" });
    await details.getByRole("link", { name: /Jule/ }).waitFor();
    const note = details.getByRole("textbox", { name: "Note to Boris" });
    await note.fill("Can you hand this on?");
    await details.getByRole("button", { name: "Post the note" }).click();
    await page.getByText(/^Your note is in the conversation with/).waitFor();
    expect(await note.inputValue()).toBe("");
  });
});
