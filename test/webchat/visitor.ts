import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { chromiumPath, quickChromiumPath } from "../setup/parts.ts";

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A microphone that beeps, and nobody to be asked whether a page may have it. */
export const fakeMicrophone = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];

/** `hasNotices`: those of the desktop are shown. */
export const openBrowser = (flags: string[] = [], { hasNotices = false } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: hasNotices ? chromiumPath() : quickChromiumPath(),
    args: [...quiet, ...flags],
  });

/** A visitor's tab with the widget, by role and label as he finds things. */
export interface Tab {
  page: Page;
  /** What went wrong on the page, policy violations included; blocked sockets are expected and left out. */
  problems: string[];
  launcher: Locator;
  dialog: Locator;
  field: Locator;
  log: Locator;
  open(): Promise<void>;
  say(text: string): Promise<void>;
  /** The texts of all bubbles after the greeting. */
  bubbles(): Promise<string[]>;
}

export async function openTab(context: BrowserContext, url: string): Promise<Tab> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.exposeFunction("reportViolation", (text: string) => problems.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      if (!blockedURI.startsWith("ws"))
        Reflect.get(window, "reportViolation")(`${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(url);
  const dialog = page.getByRole("dialog");
  const field = dialog.getByRole("textbox", { name: "Write a message" });
  const log = dialog.getByRole("log");
  return {
    page,
    problems,
    dialog,
    field,
    log,
    launcher: page.locator(".launcher"),
    open: () => page.getByRole("button", { name: /^Open chat/ }).click(),
    async say(text) {
      await field.fill(text);
      await field.press("Enter");
    },
    async bubbles() {
      return (await log.locator(".bubble").allTextContents()).slice(1);
    },
  };
}
