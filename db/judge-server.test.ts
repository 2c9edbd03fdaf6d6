import { expect, test } from "vitest";
import { judgeServer } from "./judge-server.ts";

const good = { version: 15, encoding: "UTF8", isCopy: false, person: "hub", name: "desk", mayCreate: true };

test("PostgreSQL 15 is new enough and 14 is not", () => {
  expect(judgeServer(good)).toBeUndefined();
  expect(judgeServer({ ...good, version: 14 })).toBe(
    "DATABASE_URL leads to PostgreSQL 14; Switchboard needs 15 or later.",
  );
});

test("a read-only copy is refused", () => {
  expect(judgeServer({ ...good, isCopy: true })).toContain("read-only copy");
});
