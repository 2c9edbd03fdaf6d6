import { expect, test } from "vitest";
import { readCallable } from "./read-callable.ts";

const bounds = { home: "DE", countries: [], ours: ["+4930555001"], path: "number" };

test.each([
  ["030 123456", "+4930123456"],
  ["(030) 123-456", "+4930123456"],
  ["0176/1234 5678", "+4917612345678"],
  ["+49 (0)30 123456", "+4930123456"],
  [" Tel.: +49 30 123456 ", "+4930123456"],
  ["0049 30 123456", "+4930123456"],
  ["030 123456 ext. 5", "+4930123456"],
  ["0800 1234567", "+498001234567"],
])("%j is called as %s", (written, number) => {
  expect(readCallable(written, bounds)).toBe(number);
});

const short = /^Emergency and short numbers/;
const price = /price of their own/;
const none = "This is not a telephone number.";

test.each([
  ["112", short],
  ["110", short],
  ["911", short],
  ["999", short],
  ["000", short],
  ["0112", short],
  ["00112", short],
  ["+49112", short],
  ["+49 110", short],
  ["+1911", short],
  ["+44999", short],
  ["1 1 2", short],
  ["115", short],
  ["030 12", short],
  ["0180 5 123456", price],
  ["0137 1234567", price],
  ["+44 70 1234 5678", price],
  ["+979 123456789", price],
  ["0900 123456", none],
  ["116117", none],
  ["118 33", none],
  ["01234567890123456789", none],
  ["*31#030123456", none],
  ["anna", none],
  ["", none],
  ["030 555001", "This number leads back here."],
  ["+33 1 23 45 67 89", /^Numbers in France are not called/],
  ["+1 876 555 1234", /^Numbers in Jamaica are not called/],
  ["+800 12345678", /^Numbers of no country are not called/],
])("%j is not called", (written, message) => {
  expect(() => readCallable(written, bounds)).toThrow(
    expect.objectContaining({ code: "invalid", message: expect.stringMatching(message) }),
  );
});

test("with countries given these are called, and ours only if it is among them", () => {
  const abroad = { ...bounds, countries: ["FR", "US"] };
  expect(readCallable("+33 1 23 45 67 89", abroad)).toBe("+33123456789");
  expect(readCallable("+1 212 555 1234", abroad)).toBe("+12125551234");
  expect(() => readCallable("030 123456", abroad)).toThrow("Numbers in Germany");
  // A price of their own is one anywhere.
  expect(() => readCallable("+33 899 12 34 56", abroad)).toThrow("price of their own");
});

test("where the own country is not known, numbers need theirs, and none is allowed unless it is said", () => {
  const nowhere = { ...bounds, home: null };
  expect(() => readCallable("030 123456", nowhere)).toThrow(none);
  expect(() => readCallable("+49 30 123456", nowhere)).toThrow("Numbers in Germany");
});
