import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { callIn, inCall, makeReady, takeCalls } from "./phone-desk.ts";
import { bar, offer } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

describe.skipIf(!chromiumPath())("a colleague who is asked into a call", () => {
  const desk = setDesk({ flags: fakeMicrophone });

  test("declines or comes, and the call is left to them", async () => {
    const fay = await desk.invite("Fay");
    const gus = await desk.invite("Gus");
    await takeCalls(desk, [fay], { name: "High desk" });
    const [first, second] = [await desk.sit({ as: fay }), await desk.sit({ as: gus })];
    await makeReady(first);
    await makeReady(second);
    const visitor = await callIn(desk);
    await offer(first)
      .getByRole("button", { name: /^Accept/ })
      .click();
    await visitor.getByText("You are talking with us.").waitFor();

    const bringIn = async () => {
      await inCall(first).getByRole("button", { name: "Pass on or bring in" }).click();
      const dialog = first.getByRole("dialog", { name: "Pass on or bring in" });
      await dialog.getByRole("textbox", { name: "Find a colleague" }).fill("gus");
      await dialog.getByRole("radio", { name: /Gus/ }).check();
      expect(await seriousOn(first)).toEqual([]);
      await dialog.getByRole("button", { name: "Stay until they answer" }).click();
      await inCall(second)
        .getByText(/^Fay brings you into a call with/)
        .waitFor();
    };
    await second.evaluate(noteRings);
    const rings = () => second.evaluate(() => Reflect.get(window, "rings"));
    await bringIn();
    await second.getByRole("complementary", { name: "Client card" }).waitFor();
    await eventually(async () => expect(await rings()).not.toEqual([]));
    expect(await seriousOn(second)).toEqual([]);
    await second.keyboard.press("Alt+d");
    await first.getByText("Gus did not come: declined.").waitFor();
    await first.getByRole("log", { name: "Messages" }).getByText("Gus (declined)").waitFor();
    await bar(second).click();
    const sound = second.getByRole("dialog", { name: "Your work" }).getByRole("switch", { name: /sound/i });
    await sound.uncheck({ force: true });
    await second.keyboard.press("Escape");
    await second.evaluate(noteRings);
    await second.evaluate(lookAway);
    await bringIn();
    await eventually(async () =>
      expect(await second.evaluate(() => Reflect.get(window, "notices"))).toEqual([
        expect.stringMatching(/^Fay brings you into a call with/),
      ]),
    );
    expect(await rings()).toEqual([]);
    await second.keyboard.press("Alt+a");
    await first.getByText("Gus is in the call.").waitFor();
    await inCall(first).getByRole("button", { name: "1 other in the call" }).waitFor();
    await inCall(first).getByRole("button", { name: "Leave the call" }).waitFor();
    await first.keyboard.press("Alt+e");
    await inCall(first).waitFor({ state: "detached" });
    await inCall(second).getByRole("button", { name: "End the call" }).waitFor();
    await visitor.getByText("You are talking with us.").waitFor();
    await second.keyboard.press("Alt+e");
    await visitor.getByText("The call has ended.").waitFor();
  });

  test("has the caller, who waits on hold, where whoever asked left before they answered", async () => {
    const ivo = await desk.invite("Ivo");
    const jil = await desk.invite("Jil");
    await takeCalls(desk, [ivo], { name: "Leaving desk" });
    const [first, second] = [await desk.sit({ as: ivo }), await desk.sit({ as: jil })];
    await makeReady(first);
    await makeReady(second);
    const visitor = await callIn(desk);
    await offer(first).waitFor();
    await first.keyboard.press("Alt+a");
    await visitor.getByText("You are talking with us.").waitFor();
    await inCall(first).getByRole("button", { name: "Pass on or bring in" }).click();
    const dialog = first.getByRole("dialog", { name: "Pass on or bring in" });
    await dialog.getByRole("radio", { name: /Jil/ }).check();
    await dialog.getByRole("button", { name: "Pass on", exact: true }).click();
    await inCall(second)
      .getByText(/^Ivo brings you into a call with/)
      .waitFor();
    await inCall(first).getByRole("button", { name: "Leave the call" }).click();
    await inCall(first).waitFor({ state: "detached" });
    await visitor.getByText(/You are on hold/).waitFor();
    await second.keyboard.press("Alt+a");
    await visitor.getByText("You are talking with us.").waitFor();
    await inCall(second).getByRole("button", { name: "End the call" }).click();
    await visitor.getByText("The call has ended.").waitFor();
    await first.getByRole("log", { name: "Messages" }).waitFor();
    await bar(first).filter({ hasText: "0/6" }).waitFor();
  });
});

/** In the page: what is rung with from now on. */
function noteRings() {
  const rings: number[] = [];
  Object.assign(window, { rings });
  OscillatorNode.prototype.start = function () {
    rings.push(this.frequency.value);
  };
}

/** In the page: another window covers it, and the desktop would show what is told there. */
function lookAway() {
  const notices: string[] = [];
  class Notice {
    static permission = "granted";

    constructor(title: string) {
      notices.push(title);
    }
  }
  Object.assign(window, { notices, Notification: Notice });
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}
