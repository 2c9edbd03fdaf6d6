import { gzipSync } from "node:zlib";
import { describe, test } from "vitest";
import { bodies, send, setHouse } from "./house.ts";
import { createJudge } from "./judge.ts";

const house = setHouse();
const { judge, conclude } = createJudge();

describe("every body as a whole", () => {
  const raw: [string, string | Uint8Array, Record<string, string>][] = [
    ["broken JSON", '{"name": ', {}],
    ["no JSON", "name=x", {}],
    ["text", "{}", { "content-type": "text/plain" }],
    ["a form", "name=x", { "content-type": "application/x-www-form-urlencoded" }],
    ["multipart without a boundary", "x", { "content-type": "multipart/form-data" }],
    ["XML", "<a/>", { "content-type": "application/xml" }],
    ["a nonsense type", "{}", { "content-type": "////" }],
    ["another charset", "{}", { "content-type": "application/json; charset=koi8-r" }],
    ["an unknown encoding", "{}", { "content-encoding": "br2" }],
    ["broken gzip", "nonsense", { "content-encoding": "gzip" }],
    ["a bomb", gzipSync(`"${"x".repeat(20_000_000)}"`), { "content-encoding": "gzip" }],
    ["a list", "[]", {}],
    ["null", "null", {}],
    ["a number", "1e999", {}],
    ["deep lists", "[".repeat(50_000) + "]".repeat(50_000), {}],
    ["deep objects", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`, {}],
    ["a prototype", '{"__proto__": {"role": "admin"}, "constructor": {"prototype": {}}}', {}],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), {}],
  ];
  test.each(bodies)("$key", async (endpoint) => {
    for (const [what, body, headers] of raw) judge(what, await send(house, endpoint, body, headers));
    conclude();
  });
});
