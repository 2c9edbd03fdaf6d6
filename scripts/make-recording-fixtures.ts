import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { recordTones } from "../recordings/test-browser.ts";
import { tones } from "../recordings/test-sound.ts";
import { openBrowser } from "../test/webchat/visitor.ts";

/** `node scripts/make-recording-fixtures.ts`: records the fixtures anew with the Chromium that the tests use. */
const browser = await openBrowser();
const page = await browser.newPage();
const bitsPerSecond = 32_000;
for (const [name, mimeType, hz] of [
  ["first.webm", "audio/webm;codecs=opus", tones.first],
  ["second.webm", "audio/webm;codecs=opus", tones.second],
  ["first.mp4", "audio/mp4;codecs=opus", tones.first],
] as const) {
  const pieces = await recordTones(page, { mimeType, hz: [...hz], ms: 2_500, bitsPerSecond });
  await writeFile(join(import.meta.dirname, "../recordings/fixtures", name), Buffer.concat(pieces));
}
await browser.close();
