import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { answerField, openConversation, setDesk } from "./desk.ts";
import { callIn, makeReady, takeCalls } from "./phone-desk.ts";
import { offer } from "./queue-of.ts";

interface WatchedWindow {
  typedAt: number;
  openedAt: number;
  /** Whether the page took for a key of its own what was typed as it opened another place. */
  isKey: boolean;
  navigation: EventTarget;
}

describe.skipIf(!chromiumPath())("a call that is offered to who types", () => {
  const desk = setDesk({ flags: fakeMicrophone });

  test("opens once they pause, though the cursor stands in the field, and what they wrote is there on return", async () => {
    await desk.write("Drafty Dora", "How tall is it?");
    await takeCalls(desk, [desk.hub.agent], { name: "Typing desk" });
    const page = await desk.sit();
    await makeReady(page);
    await openConversation(page, "Drafty Dora");
    await answerField(page).click();
    await page.keyboard.type("It is ");
    await page.evaluate(watch);
    const doras = page.url();
    await callIn(desk);
    await typeUntilOffered(page);
    const draft = await answerField(page).inputValue();
    expect(page.url()).toBe(doras);

    await offer(page).getByRole("region", { name: "Who calls" }).waitFor();
    const { items } = (await desk.hub.agent.get("/api/v1/me/work")).body;
    const call = items.find(({ state }: { state: string }) => state === "offered");
    await page.waitForURL(`**/${call.conversationId}`);
    const { typedAt, openedAt, isKey } = await page.evaluate(watched);
    expect(openedAt - typedAt).toBeGreaterThanOrEqual(3_000);
    expect(isKey).toBe(false);

    await page.goBack();
    expect(page.url()).toBe(doras);
    await answerField(page).waitFor();
    expect(await answerField(page).inputValue()).toBe(draft);
    await page.keyboard.press("Alt+d");
    await offer(page).waitFor({ state: "detached" });
  });

  test("waits for whoever has written what would be gone, until they leave the field", async () => {
    const lou = await desk.invite("Lou");
    await takeCalls(desk, [lou], { name: "Form desk" });
    const page = await desk.sit({ as: lou, canSkip: true });
    await makeReady(page);
    await page.getByRole("link", { name: "Settings" }).first().click();
    const field = page.getByRole("textbox", { name: "Your name" });
    await field.fill("Lou Half-Written");
    const settings = page.url();
    await callIn(desk);
    await offer(page).waitFor();
    // Longer than who only pauses is waited for.
    await page.clock.runFor(4_000);
    expect(page.url()).toBe(settings);
    expect(await field.inputValue()).toBe("Lou Half-Written");
    await field.blur();
    await page.waitForURL("**/inbox/mine/*");
    await page.keyboard.press("Alt+d");
  });
});

async function typeUntilOffered(page: Page): Promise<void> {
  do await page.keyboard.type("x");
  while (!(await offer(page).isVisible()));
}

/** In the page: notes when something was typed last and when another place was opened, and types on just then. */
function watch(): void {
  const here = window as unknown as WatchedWindow;
  addEventListener("keydown", ({ isTrusted }) => {
    if (isTrusted) here.typedAt = performance.now();
  });
  here.navigation.addEventListener(
    "navigate",
    () => {
      here.openedAt = performance.now();
      const typed = new KeyboardEvent("keydown", { key: "?", bubbles: true, cancelable: true });
      here.isKey = !document.body.dispatchEvent(typed);
    },
    { once: true },
  );
}

function watched(): Omit<WatchedWindow, "navigation"> {
  const { typedAt, openedAt, isKey } = window as unknown as WatchedWindow;
  return { typedAt, openedAt, isKey };
}
