import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { StartError } from "../../db/start-error.ts";
import { envSchema, parseEnv } from "./env.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "../..", name), "utf8");
const example = Object.fromEntries(
  read(".env.example")
    .split("\n")
    .map((line) => /^# ([A-Z0-9_]+)=(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name, value]) => [name, value]),
);

test(".env.example names every variable of the hub and of docker-compose.yml, and no other", () => {
  const composed = [...read("docker-compose.yml").matchAll(/(?<!\$)\$\{([A-Z0-9_]+)/g)].map(
    ([, name]) => name,
  );
  const known = new Set([...Object.keys(envSchema.shape), ...composed]);
  expect(Object.keys(example).sort()).toEqual([...known].sort());
});

test("every value in .env.example is valid, and defaults are the real ones", () => {
  const defaults = parseEnv({});
  expect(parseEnv(example)).toMatchObject(defaults);
});

test("nothing needs to be set", () => {
  expect(parseEnv({})).toEqual({
    PORT: 3000,
    HOST: "127.0.0.1",
    DATA_DIR: resolve("data"),
    LOG_LEVEL: "warn",
    CALL_CONNECT_SECONDS: 10,
    CALL_LOSS_SECONDS: 30,
  });
});

test("an empty variable is one that is not set", () => {
  expect(parseEnv({ PORT: "", DATABASE_URL: "", APP_SECRET: "" })).toEqual(parseEnv({}));
});

test("every problem is named at once", () => {
  const wrong = {
    PORT: "http",
    DATABASE_URL: "mysql://localhost/x",
    PUBLIC_URL: "https://example.com/desk",
    TRUST_PROXY: "my proxy",
    APP_SECRET: "short",
    LOG_LEVEL: "loud",
  };
  let message = "";
  try {
    parseEnv(wrong);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    message = String(error);
  }
  for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name}: `);
});

test("TRUST_PROXY takes a number of proxies or their addresses", () => {
  expect(parseEnv({ TRUST_PROXY: "2" }).TRUST_PROXY).toBe(2);
  expect(parseEnv({ TRUST_PROXY: "loopback, 10.0.0.0/8, ::1" }).TRUST_PROXY).toEqual([
    "loopback",
    "10.0.0.0/8",
    "::1",
  ]);
});

test("a bucket for recordings is named whole or not at all", () => {
  expect(() =>
    parseEnv({ RECORDINGS_S3_ENDPOINT: "https://s3.example.com", RECORDINGS_S3_KEY: "key" }),
  ).toThrow(/RECORDINGS_S3_BUCKET: must be set as well.*\n.*RECORDINGS_S3_REGION.*\n.*RECORDINGS_S3_SECRET/);
});

test("PUBLIC_URL loses its trailing slash", () => {
  expect(parseEnv({ PUBLIC_URL: "https://desk.example.com/" }).PUBLIC_URL).toBe("https://desk.example.com");
});
