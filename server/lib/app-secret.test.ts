import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appSecretFile, keepAppSecret } from "./app-secret.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "switchboard-secret-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a key is made once and found again", async () => {
  const made = await keepAppSecret(folder);
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(await keepAppSecret(folder)).toBe(made);
});

test("only its owner may read the key", async () => {
  await keepAppSecret(folder);
  expect((await stat(appSecretFile(folder))).mode & 0o777).toBe(0o600);
});

test("hubs that start together agree on one key", async () => {
  const keys = await Promise.all([keepAppSecret(folder), keepAppSecret(folder), keepAppSecret(folder)]);
  expect(new Set(keys).size).toBe(1);
});
