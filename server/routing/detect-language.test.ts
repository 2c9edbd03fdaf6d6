import { expect, test } from "vitest";
import { detectLanguage } from "./detect-language.ts";

test.each([
  ["Hallo, ich habe eine Frage zu meiner Bestellung", "de"],
  ["Здравствуйте, где мой заказ?", "ru"],
  ["Bonjour, je voudrais savoir où est mon colis", "fr"],
  ["注文はどこですか", "ja"],
])("%s is %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

test.each(["", "12345", "👍", "ok"])("what %j is written in cannot be told", (text) => {
  expect(detectLanguage(text)).toBeNull();
});
