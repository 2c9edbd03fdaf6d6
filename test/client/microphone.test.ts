import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { hasPhone, makeReady, phone } from "./phone-desk.ts";
import { seriousOn } from "./serious-on.ts";

const insecureHost = "hub.example";

describe.skipIf(!chromiumPath())("a phone without a microphone that works", () => {
  const desk = setDesk({
    flags: [...fakeMicrophone, `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`],
  });

  test("a microphone that is refused is said, and tried again", async () => {
    const page = await desk.sit({ as: await desk.invite("Cleo") });
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      Reflect.set(window, "allow", () => Reflect.set(mediaDevices, "getUserMedia", real));
      Reflect.set(mediaDevices, "getUserMedia", async () => {
        throw new DOMException("no", "NotAllowedError");
      });
    });
    await phone(page, "Phone off").click();
    await page.getByRole("button", { name: "Get ready for calls" }).click();
    const check = page.getByRole("dialog", { name: "Check sound and microphone" });
    await check.getByText(/does not let Switchboard use the microphone/).waitFor();
    expect(await check.getByRole("button", { name: "Ready for calls" }).isDisabled()).toBe(true);
    expect(await seriousOn(page)).toEqual([]);
    await page.evaluate(() => Reflect.get(window, "allow")());
    await check.getByRole("button", { name: "Try again" }).click();
    await check.getByText("You can be heard.").waitFor();
    await check.getByRole("button", { name: "Ready for calls" }).click();
    await phone(page, "Ready for calls").waitFor();
  });

  test("while something else has silenced the microphone no calls come, and that is said", async () => {
    const cass = await desk.invite("Cass");
    const page = await desk.sit({ as: cass });
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        Reflect.set(window, "silence", (is: boolean) => {
          const [track] = stream.getAudioTracks();
          Object.defineProperty(track, "muted", { value: is, configurable: true });
          track?.dispatchEvent(new Event(is ? "mute" : "unmute"));
        });
        return stream;
      };
    });
    await makeReady(page);
    await page.evaluate(() => Reflect.get(window, "silence")(true));
    await phone(page, "Microphone silent").waitFor();
    await eventually(async () => expect(await hasPhone(desk, cass)).toBe(false));
    await page.evaluate(() => Reflect.get(window, "silence")(false));
    await phone(page, "Ready for calls").waitFor();
    await eventually(async () => expect(await hasPhone(desk, cass)).toBe(true));
  });

  test("without HTTPS it says why there are no calls, and cannot be made ready", async () => {
    const page = await desk.sit();
    const url = new URL(desk.hub.url);
    url.hostname = insecureHost;
    const cookies = [...desk.hub.agent.cookies].map(([name, value]) => ({ name, value, url: url.origin }));
    await page.context().addCookies(cookies);
    await page.goto(`${url.origin}/tasks`);
    await phone(page, "Phone off").click();
    await page.getByText(/Browsers give no microphone to pages without HTTPS/).waitFor();
    expect(await page.getByRole("button", { name: "Get ready for calls" }).count()).toBe(0);
  });
});
