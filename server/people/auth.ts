import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { and, eq, isNull } from "drizzle-orm";
import { newId } from "../../db/schema/columns.ts";
import { accounts, people, sessions, twoFactors, verifications } from "../../db/schema/people.ts";
import type { Deps } from "../lib/deps.ts";
import type { Env } from "../lib/env.ts";

export { findSession, type Session } from "./find-session.ts";

export const authPath = "/api/auth";
/** Set by the hub on what it hands to better-auth, never taken from outside. */
export const addressHeader = "x-switchboard-address";
export const passwordLength = { min: 10, max: 200 };

const daySeconds = 86_400;
const ofPerson = { userId: "personId" };

export type AuthDeps = Pick<Deps, "db" | "sealer" | "publicUrl" | "log">;

export interface Auth {
  deps: AuthDeps;
  secret: string;
  /** Answers what is under /api/auth; which of it the outside reaches is decided in server/http. */
  handle(request: Request): Promise<Response>;
  /** The `Set-Cookie` lines of a new session, or none when the person may not sign in. */
  signIn(credentials: { email: string; password: string }, headers: Headers): Promise<string[]>;
  /** Lets a session that is in use live on; gives the `Set-Cookie` lines. */
  prolong(headers: Headers): Promise<string[]>;
  cookieName: string;
}

/**
 * Sign-in with email, password and TOTP over our own tables. Origins, limits and bodies are checked by the hub's own
 * HTTP layer, in one way for everything, so better-auth's checks are off.
 */
export function createAuth(deps: AuthDeps, env: Pick<Env, "PUBLIC_URL">): Auth {
  const secret = deps.sealer.sign("auth", "sessions");
  const isHttps = env.PUBLIC_URL?.startsWith("https:") ?? false;
  const inner = betterAuth({
    appName: "Switchboard",
    baseURL: deps.publicUrl,
    basePath: authPath,
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    database: drizzleAdapter(deps.db, {
      provider: "pg",
      schema: { people, sessions, accounts, verifications, twoFactors },
    }),
    user: { modelName: "people" },
    session: {
      modelName: "sessions",
      fields: ofPerson,
      expiresIn: 30 * daySeconds,
      updateAge: daySeconds,
    },
    account: { modelName: "accounts", fields: ofPerson },
    verification: { modelName: "verifications" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    plugins: [twoFactor({ schema: { twoFactor: { modelName: "twoFactors", fields: ofPerson } } })],
    databaseHooks: { session: { create: { before: ({ userId }) => isInside(deps, userId) } } },
    onAPIError: { onError: (error) => logUnexpected(deps, error) },
    advanced: {
      cookiePrefix: "switchboard",
      useSecureCookies: isHttps,
      disableCSRFCheck: true,
      disableOriginCheck: true,
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
  return {
    deps,
    secret,
    handle: inner.handler,
    async signIn(body, headers) {
      const answer = await inner.api.signInEmail({ body, headers, asResponse: true });
      return answer.ok ? answer.headers.getSetCookie() : [];
    },
    async prolong(headers) {
      const answer = await inner.api.getSession({ headers, asResponse: true });
      return answer.headers.getSetCookie();
    },
    cookieName: `${isHttps ? "__Secure-" : ""}switchboard.session_token`,
  };
}

/** Somebody removed gets no session, whatever they know. */
async function isInside(deps: AuthDeps, personId: string) {
  const [found] = await deps.db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.removedAt)));
  return found !== undefined ? undefined : false;
}

function logUnexpected(deps: AuthDeps, error: unknown) {
  const isExpected = error instanceof Error && error.name === "APIError";
  if (!isExpected) deps.log.error({ err: error }, "sign-in failed");
}
