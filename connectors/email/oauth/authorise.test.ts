import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakeContext } from "../fake-context.ts";
import type { Settings } from "../settings.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { authorise } from "./authorise.ts";
import { type OAuthSandbox, startOAuthSandbox } from "./sandbox.ts";

let provider: OAuthSandbox;
beforeEach(async () => {
  provider = await startOAuthSandbox();
});
afterEach(() => provider.stop());

const redirectUri = "https://hub.example/channels/authorised";
const verifier = "a-verifier-of-the-tests-that-is-long-enough-for-it";
const challenge = createHash("sha256").update(verifier).digest("base64url");
const settingsWith = (given: Partial<Settings> = {}) =>
  createFakeContext({ ...provider.settings, ...given }).settings;

/** As the admin's browser does, to where it is sent back to. */
async function allowAccess(settings: Settings) {
  const address = authorise.address(settings, { redirectUri, state: "s+/=", challenge });
  const { headers } = await fetch(address, { redirect: "manual" });
  return new URL(headers.get("location") ?? "").searchParams;
}

test("access that an admin allows ends in a refresh token that works", async () => {
  const settings = settingsWith();
  const answer = await allowAccess(settings);
  expect(answer.get("state")).toBe("s+/=");
  const code = answer.get("code") ?? "";
  const added = await authorise.finish(settings, { code, redirectUri, verifier });
  expect(Object.keys(added)).toEqual(["refreshToken"]);
  const token = await createAccessTokens(createFakeContext({ ...settings, ...added })).get();
  expect(provider.good.has(token)).toBe(true);
});

test("a code counts once, and only for whoever asked for it", async () => {
  const settings = settingsWith();
  const code = (await allowAccess(settings)).get("code") ?? "";
  const stolen = authorise.finish(settings, { code, redirectUri, verifier: "of somebody else" });
  await expect(stolen).rejects.toMatchObject({ kind: "unauthorized" });
  await expect(authorise.finish(settings, { code, redirectUri, verifier })).rejects.toMatchObject({
    message: "The sign-in server answered: Token has been expired or revoked.",
  });
});

test("access for the moment only is not enough", async () => {
  provider.isBrief = true;
  const settings = settingsWith();
  const code = (await allowAccess(settings)).get("code") ?? "";
  await expect(authorise.finish(settings, { code, redirectUri, verifier })).rejects.toMatchObject({
    kind: "rejected",
  });
});

test.each([
  ["google", "accounts.google.com", "https://mail.google.com/", "offline"],
  [
    "microsoft",
    "login.microsoftonline.com",
    "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
    null,
  ],
] as const)("%s is known by its addresses", (signIn, host, scope, accessType) => {
  const settings = settingsWith({ signIn, authoriseUrl: "", exchangeUrl: "" });
  const url = new URL(authorise.address(settings, { redirectUri, state: "s", challenge }));
  expect(url.host).toBe(host);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: "code",
    client_id: "hub-client",
    redirect_uri: redirectUri,
    scope,
    login_hint: "help@shop.example",
    code_challenge_method: "S256",
  });
  expect(url.searchParams.get("access_type")).toBe(accessType);
  expect(url.href).not.toContain(settings.clientSecret);
});

test.each([
  ["a password", { signIn: "password" as const }],
  ["no client", { clientId: "" }],
  ["no addresses", { authoriseUrl: "" }],
])("with %s nobody can be sent anywhere", (_what, given) => {
  expect(() => authorise.address(settingsWith(given), { redirectUri, state: "s", challenge })).toThrow(
    expect.objectContaining({ kind: "rejected" }),
  );
});

test.each([
  "javascript:alert(1)",
  "http://provider.example/token",
  "file:///etc/passwd",
])("%s is no address for tokens", (exchangeUrl) => {
  expect(() => settingsWith({ exchangeUrl })).toThrow("https://");
});
