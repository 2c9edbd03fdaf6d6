import { expect, test } from "vitest";
import { isSame, isSigned, sign } from "./signature.ts";

const at = new Date("2026-01-02T03:04:05Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const body = '{"text":"Grüße"}';

// The README's example; made with: printf '1767323045.%s' "$BODY" | openssl dgst -sha256 -hmac "$SECRET"
const vector = "t=1767323045,v1=57222536446f67e1884fa07fda18e9547dbb34f92a352e7062c56490fcc4a996";

test("the signature is the one that the README shows", () => {
  expect(sign("sbs_example-secret", body, at)).toBe(vector);
  expect(isSigned("sbs_example-secret", Buffer.from(body), vector, at)).toBe(true);
});

test("another secret, another body or another time is not signed", () => {
  expect(isSigned("sbs_other-secret", body, vector, at)).toBe(false);
  expect(isSigned("sbs_example-secret", `${body} `, vector, at)).toBe(false);
  expect(isSigned("sbs_example-secret", body, vector.replace("1767323045", "1767323046"), at)).toBe(false);
});

test("a signature holds for five minutes, on clocks that run fast or slow", () => {
  expect(isSigned("sbs_example-secret", body, vector, later(299))).toBe(true);
  expect(isSigned("sbs_example-secret", body, vector, later(-299))).toBe(true);
  expect(isSigned("sbs_example-secret", body, vector, later(301))).toBe(false);
  expect(isSigned("sbs_example-secret", body, vector, later(-301))).toBe(false);
});

test.each(["", "v1=00", "t=1767323045", "t=x,v1=00", `${vector},v1=00`])("%j is no signature", (header) => {
  expect(isSigned("sbs_example-secret", body, header, at)).toBe(false);
});

test("texts of different lengths can be compared", () => {
  expect(isSame("a", "ab")).toBe(false);
  expect(isSame("ab", "ab")).toBe(true);
});
