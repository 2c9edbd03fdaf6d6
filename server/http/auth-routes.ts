import { type NextFunction, type Request, type Response, Router } from "express";
import { z } from "zod";
import { Email, text } from "../contract/common.ts";
import { NewPassword } from "../contract/people.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { announcePersonChange } from "../people/announce-person-change.ts";
import { announceSignOut } from "../people/announce-sign-out.ts";
import { type Auth, addressHeader, authPath, findSession } from "../people/auth.ts";
import { endSession } from "../people/end-session.ts";
import { refuseForeignPage } from "./authenticate.ts";
import { addressOf, hidden, type Limits, spend } from "./limits.ts";
import { parseInput } from "./parse-call.ts";
import { readJson } from "./read-json.ts";

const password = text(200).min(1);
const code = z.string().trim().min(6).max(32);

interface AuthRoute {
  body: z.ZodType;
  /** What is wrong when better-auth says no. */
  refusal: string;
  /** A guess at a password or code: counted until it is right. */
  isGuess?: boolean;
}

/** What the outside reaches of better-auth. */
export const authRoutes: Record<`/${string}`, AuthRoute> = {
  "/sign-in/email": {
    body: z.strictObject({ email: Email, password, rememberMe: z.boolean().optional() }),
    refusal: "Wrong email or password.",
    isGuess: true,
  },
  "/sign-out": { body: z.strictObject({}).optional(), refusal: "You are signed out already." },
  "/change-password": {
    body: z
      .strictObject({ currentPassword: password, newPassword: NewPassword })
      // Whoever knew the old one is out.
      .transform((body) => ({ ...body, revokeOtherSessions: true })),
    refusal: "The current password is wrong.",
    isGuess: true,
  },
  "/two-factor/enable": {
    body: z.strictObject({ password }),
    refusal: "The password is wrong.",
    isGuess: true,
  },
  "/two-factor/disable": {
    body: z.strictObject({ password }),
    refusal: "The password is wrong.",
    isGuess: true,
  },
  "/two-factor/generate-backup-codes": {
    body: z.strictObject({ password }),
    refusal: "The password is wrong.",
    isGuess: true,
  },
  "/two-factor/verify-totp": {
    body: z.strictObject({ code, trustDevice: z.boolean().optional() }),
    refusal: "That code is wrong or too old.",
    isGuess: true,
  },
  "/two-factor/verify-backup-code": {
    body: z.strictObject({ code, trustDevice: z.boolean().optional() }),
    refusal: "That recovery code is wrong or was used.",
    isGuess: true,
  },
};

const bodyLimit = 16 * 1024;

/** Sign-in and what belongs to it: better-auth behind the hub's own checks, and with its one error shape. */
export function authRouter(deps: Deps, auth: Auth, limits: Limits): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, route] of Object.entries(authRoutes)) {
    router.post(path, async (request: Request, response: Response, next: NextFunction) => {
      refuseForeignPage(deps, request);
      const body = parseInput(route.body, await readJson(request, response, bodyLimit));
      const session = await findSession(auth, request.headers);
      const guess = route.isGuess
        ? await beginGuess(limits, request, response, session?.personId ?? emailIn(body))
        : undefined;
      if (path === "/sign-out" && session) await endSession(deps, session);
      const answer = await auth.handle(innerRequest(deps, request, path, body));
      if (!answer.ok) return next(refusalOf(answer, route));
      await guess?.wasRight();
      if (session && path === "/change-password") await announceSignOut(deps, session.personId);
      if (session && path.startsWith("/two-factor/")) await announcePersonChange(deps, session.personId);
      await passOn(answer, response);
    });
  }
  return router;
}

const emailIn = (body: unknown): string | undefined =>
  z.object({ email: z.string() }).safeParse(body).data?.email;

/** Every guess is counted before it is judged, so that many at once are counted too; a right one is given back. */
async function beginGuess(limits: Limits, request: Request, response: Response, account: string | undefined) {
  const address = addressOf(request);
  await spend(limits.signInAddress, address, response);
  if (account !== undefined) await spend(limits.signInAccount, hidden(account), response);
  return {
    async wasRight() {
      await limits.signInAddress.reward(address, 1);
      if (account !== undefined) await limits.signInAccount.delete(hidden(account));
    },
  };
}

function innerRequest(deps: Deps, request: Request, path: string, body: unknown): globalThis.Request {
  return new globalThis.Request(`${deps.publicUrl}${authPath}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      cookie: request.get("cookie") ?? "",
      "user-agent": (request.get("user-agent") ?? "").slice(0, 400),
      [addressHeader]: addressOf(request),
    },
    body: JSON.stringify(body ?? {}),
  });
}

function refusalOf(answer: globalThis.Response, route: AuthRoute): AppError {
  if (answer.status === 429)
    return new AppError("rate_limited", "Too many attempts. Wait a little and try again.");
  if (answer.status >= 500) return new AppError("internal", "Something went wrong on our side.");
  return new AppError(answer.status === 401 ? "unauthenticated" : "invalid", route.refusal);
}

async function passOn(answer: globalThis.Response, response: Response) {
  response.append("set-cookie", answer.headers.getSetCookie());
  response.setHeader("cache-control", "no-store");
  response
    .status(answer.status)
    .type("json")
    .send(await answer.text());
}
