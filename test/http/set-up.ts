import type { Browser } from "./browser.ts";

export const admin = { name: "Ada Admin", email: "ada@example.com", password: "correct horse battery" };

/** Makes the workspace and its first admin, who is signed in at this browser then; gives the first channel's id. */
export async function setUpWorkspace(
  browser: Browser,
  token: string | null | undefined,
  values: Partial<typeof admin> = {},
): Promise<string> {
  const made = await browser.post("/api/v1/setup", {
    ...admin,
    token,
    workspace: "Green Door",
    timeZone: "Europe/Berlin",
    ...values,
  });
  if (made.status !== 201) throw new Error(`The set-up failed: ${JSON.stringify(made.body)}`);
  return made.body.channelId;
}

/** Somebody else inside, who has followed an invitation and is signed in. */
export async function invite(by: Browser, browser: Browser, name: string): Promise<Browser> {
  const email = `${name.toLowerCase()}@inside.example.com`;
  const made = await by.post("/api/v1/invitations", { email, role: "agent" });
  const link = new URL(made.body.url).pathname.split("/").at(-1);
  await browser.post(`/api/v1/access-links/${link}`, { name, password: admin.password });
  const signedIn = await browser.post("/api/auth/sign-in/email", { email, password: admin.password });
  if (signedIn.status !== 200) throw new Error(`${name} could not sign in: ${JSON.stringify(signedIn.body)}`);
  return browser;
}
