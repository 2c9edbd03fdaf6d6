import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSetUpApp, type TestApp } from "./app.ts";
import { admin } from "./set-up.ts";

let app: TestApp;
beforeAll(async () => {
  ({ app } = await startSetUpApp());
});
afterAll(() => app.close());

const script = join(import.meta.dirname, "../../scripts/reset-password.ts");
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [script, ...args], {
    env: { ...process.env, DATABASE_URL: app.hub.url, PUBLIC_URL: "https://desk.example.com" },
  });

test("the server's shell prints a link that sets a new password, while the hub runs", async () => {
  const { stdout } = await run("Ada@Example.com");
  const token = /https:\/\/desk\.example\.com\/access\/([\w-]{43})$/m.exec(stdout)?.[1];
  const browser = app.browser();
  expect((await browser.post(`/api/v1/access-links/${token}`, { password: "a new password" })).status).toBe(
    204,
  );
  const credentials = { email: admin.email, password: "a new password" };
  expect((await browser.post("/api/auth/sign-in/email", credentials)).status).toBe(200);
});

test("an unknown email and a missing one are said in one sentence", async () => {
  const failure = (work: Promise<unknown>) => work.then(() => undefined).catch((error) => error);
  const unknown = await failure(run("nobody@example.com"));
  expect(unknown).toMatchObject({ code: 1, stderr: "Nobody here has the email nobody@example.com.\n" });
  expect(await failure(run())).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Say whose password"),
  });
});
