import { expect, test } from "vitest";
import { createTexts } from "./index.ts";

test("the first known language is taken, with its region for dates; English otherwise", () => {
  expect(createTexts([undefined, "", "en-GB", "en"]).locale).toBe("en-GB");
  const texts = createTexts(["xx", null]);
  expect(texts.locale).toBe("en");
  expect(texts("typing", { name: "{count} $&" })).toBe("{count} $& is typing");
});

test("what is no language, or named like something of the platform's, is passed over", () => {
  expect(createTexts(["constructor", "__proto__", "en-", "en_GB!"]).locale).toBe("en");
});
