import { describe, expect, test } from "vitest";
import { messages, openConversation, skipUndo } from "./desk.ts";
import { hasMail, setMailDesk } from "./mail-desk.ts";

describe.skipIf(!hasMail())("letters that not all get", () => {
  const desk = setMailDesk();

  test("whoever a letter was not taken for is named on it, and it is sent all the same", async () => {
    desk.smtp.behave.recipient = (address) =>
      address === "kim@client.example" ? { code: 550, text: "5.1.1 No such user here" } : undefined;
    await desk.receive({ name: "Partial Pat", subject: "For both", fields: ["Cc: kim@client.example"] });
    const page = await desk.sit({ canSkip: true });
    await openConversation(page, "Partial Pat");
    await messages(page).getByText("Is anybody there?").waitFor();
    await page.keyboard.press("Shift+R");
    await page.keyboard.type("Yes");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await skipUndo(page);
    await messages(page)
      .getByRole("note")
      .getByText("Not delivered to kim@client.example: 550 5.1.1 No such user here")
      .waitFor();
    await messages(page).getByText("Sent", { exact: true }).waitFor();
    expect(desk.smtp.mails.map(({ to }) => to)).toEqual([["partial.pat@client.example"]]);
  });
});
