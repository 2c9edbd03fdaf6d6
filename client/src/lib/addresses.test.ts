import { expect, test } from "vitest";
import { distinct, parseAddresses, without } from "./addresses.ts";

test("several addresses are read out of what was pasted, with their names", () => {
  const pasted = `Nora Lind <nora@example.com>, "Berg, Olaf" <olaf@example.com>;\nmailto:kim@example.com\n<lee@example.com>`;
  expect(parseAddresses(pasted)).toEqual({
    found: [
      { address: "nora@example.com", name: "Nora Lind" },
      { address: "olaf@example.com", name: "Berg, Olaf" },
      { address: "kim@example.com" },
      { address: "lee@example.com" },
    ],
    rest: "",
  });
});

test("what is no address is left to be put right, and nothing of it is lost", () => {
  expect(parseAddresses("nora@example.com, olaf at example, Kim <kim@>")).toEqual({
    found: [{ address: "nora@example.com" }],
    rest: "olaf at example, Kim <kim@>",
  });
  expect(parseAddresses(`"half a name`)).toEqual({ found: [], rest: `", half a name` });
  expect(parseAddresses(" ;, \n")).toEqual({ found: [], rest: "" });
});

test("a name in another script, or with quotes in it, is kept as it is", () => {
  const { found } = parseAddresses(`نورة <nora@example.com>, "Ann \\"the\\" Boss" <ann@example.com>`);
  expect(found.map(({ name }) => name)).toEqual(["نورة", 'Ann "the" Boss']);
});

test("an address counts once, whatever its case", () => {
  const first = { address: "Nora@example.com", name: "Nora" };
  expect(distinct([first, { address: "nora@EXAMPLE.com" }])).toEqual([first]);
  expect(without([first], ["nora@example.com"])).toEqual([]);
});
