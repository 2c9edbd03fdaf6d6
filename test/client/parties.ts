import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { tone, wavFile } from "../../recordings/test-sound.ts";
import type { Browser as Client } from "../http/browser.ts";
import { fakeMicrophone, openBrowser } from "../webchat/visitor.ts";
import { listen } from "./ear.ts";
import { inCall, makeReady } from "./phone-desk.ts";
import { type Name, tones } from "./tones.ts";

/** Somebody whose microphone gives one tone without end. */
export interface Party {
  name: Name;
  page: Page;
}

export interface Parties {
  /** Signed in as somebody inside, with a phone that is ready; several may have one tone. */
  sit(name: Name, url: string, as: Client): Promise<Party>;
  /** A visitor who calls from the demo page. */
  callIn(name: Name, url: string): Promise<Party>;
  close(): Promise<void>;
}

const rate = 48_000;

/** A browser for each tone, as a browser has one microphone. */
export async function openParties(): Promise<Parties> {
  const folder = await mkdtemp(join(tmpdir(), "switchboard-tones-"));
  const browsers = new Map<Name, Promise<Browser>>();

  async function openAs(name: Name): Promise<Browser> {
    const file = join(folder, `${name}.wav`);
    await writeFile(file, wavFile("pcm-s16", rate, 1, tone([tones[name]], rate, 10)));
    return openBrowser([
      ...fakeMicrophone,
      `--use-file-for-fake-audio-capture=${file}`,
      "--autoplay-policy=no-user-gesture-required",
    ]);
  }

  async function open(name: Name): Promise<Party> {
    const browser = browsers.get(name) ?? openAs(name);
    browsers.set(name, browser);
    const page = await (await browser).newPage({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    await page.addInitScript(listen, Object.values(tones));
    return { name, page };
  }

  return {
    async sit(name, url, as) {
      const party = await open(name);
      const cookies = [...as.cookies].map(([name, value]) => ({ name, value, url }));
      await party.page.context().addCookies(cookies);
      await party.page.goto(`${url}/inbox/all`);
      await makeReady(party.page);
      return party;
    },
    async callIn(name, url) {
      const party = await open(name);
      await party.page.goto(`${url}/demo`);
      await party.page.getByRole("button", { name: /^Open chat/ }).click();
      await party.page.getByRole("button", { name: "Call us" }).click();
      return party;
    },
    async close() {
      for (const browser of browsers.values()) await (await browser).close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Takes the call that is held out to them, which may be late on a busy machine, and has it. */
export async function accept(party: Party): Promise<void> {
  const offers = party.page.getByRole("region", { name: "Offers" });
  await offers.getByRole("button", { name: /^Accept/ }).click({ timeout: 90_000 });
  await inCall(party.page)
    .getByText(/^0:\d\d$/)
    .waitFor();
}

export async function bringIn(by: Party, colleague: string): Promise<void> {
  await inCall(by.page).getByRole("button", { name: "Pass on or bring in" }).click();
  const dialog = by.page.getByRole("dialog", { name: "Pass on or bring in" });
  await dialog.getByRole("textbox", { name: "Find a colleague" }).fill(colleague);
  await dialog.getByRole("radio", { name: new RegExp(colleague) }).check();
  await dialog.getByRole("button", { name: "Stay until they answer" }).click();
}
