import { getCountries } from "libphonenumber-js";
import { expect, test } from "vitest";
import { countryChoices, countryCodes } from "./countries.ts";

test("all countries are there whose numbers the hub knows", () => {
  expect(countryCodes).toEqual(getCountries().toSorted());
});

test("they are chosen by name", () => {
  expect(countryChoices()[0]).toEqual({ value: "AF", label: "Afghanistan" });
});
