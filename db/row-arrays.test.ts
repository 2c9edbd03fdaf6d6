import fc from "fast-check";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { asArrays, type Columns, fromArrays } from "./row-arrays.ts";
import { createTestDatabase } from "./test-database.ts";

const database = await createTestDatabase();
const client = new pg.Client({ connectionString: database.url });
await client.connect();
afterAll(async () => {
  await client.end();
  await database.drop();
});

test("rows arrive as they were sent, whatever their texts hold", async () => {
  const columns: Columns = {
    id: "uuid",
    "a text": "text",
    count: "int",
    data: "jsonb",
    plain: "json",
    is: "boolean",
    at: "timestamptz",
  };
  const storable = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\u0000", ""));
  const row = fc.record({
    id: fc.uuid(),
    "a text": fc.option(fc.oneof(storable, fc.constantFrom("null", "", '"', "\\", "{a,b}", ",", " ", "\n"))),
    count: fc.option(fc.integer({ min: -1000, max: 1000 })),
    data: fc.option(fc.record({ text: storable })),
    plain: fc.option(fc.record({ text: storable })),
    is: fc.option(fc.boolean()),
    at: fc.option(fc.date({ min: new Date("1901-01-01"), max: new Date("2900-01-01"), noInvalidDate: true })),
  });
  const property = fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
    const answer = await client.query(`select * from ${fromArrays(columns)}`, asArrays(rows, columns));
    expect(answer.rows).toEqual(rows);
  });
  await fc.assert(property, { numRuns: 100 });
});

test("what is no UUID or no time is refused before it is sent", () => {
  expect(() => asArrays([{ id: "0199f1a0" }], { id: "uuid" })).toThrow("Not a UUID");
  expect(() => asArrays([{ at: "soon" }], { at: "timestamptz" })).toThrow("Not a time");
});
