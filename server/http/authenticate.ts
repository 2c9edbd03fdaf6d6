import type { IncomingHttpHeaders } from "node:http";
import type { Request, Response } from "express";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Auth, findSession } from "../people/auth.ts";
import { findApiKey } from "../people/find-api-key.ts";
import { type Access, findAccess } from "../permissions/access.ts";
import { isFromOwnPage, isSafeMethod } from "./same-origin.ts";

/** Who asks: by API key when one is given, else by session. @throws AppError `unauthenticated`. */
export async function authenticate(
  deps: Deps,
  auth: Auth,
  request: Request,
  response: Response,
): Promise<Access> {
  const authorization = request.get("authorization");
  const access =
    authorization === undefined
      ? await bySession(deps, auth, request, response)
      : await byApiKey(deps, authorization);
  if (access === undefined) throw new AppError("unauthenticated", "Sign in first.");
  return access;
}

/** The same where nothing is answered, so that no session is prolonged. */
export async function findCaller(
  deps: Deps,
  auth: Auth,
  headers: Pick<IncomingHttpHeaders, "authorization" | "cookie">,
): Promise<Access | undefined> {
  if (headers.authorization !== undefined) return byApiKey(deps, headers.authorization);
  const session = await findSession(auth, headers);
  return session && findAccess(deps, session.personId);
}

/** Cookies come along with whatever page sends a request, so what changes something must come from our own. */
export function refuseForeignPage(deps: Deps, request: Request): void {
  if (isSafeMethod(request.method) || request.get("authorization") !== undefined) return;
  if (isFromOwnPage(request.headers, deps.publicUrl)) return;
  throw new AppError("forbidden", "This came from another website.");
}

async function bySession(deps: Deps, auth: Auth, request: Request, response: Response) {
  const session = await findSession(auth, request.headers);
  if (session === undefined) return undefined;
  if (session.isOld) {
    const cookies = await auth.prolong(new Headers({ cookie: request.get("cookie") ?? "" }));
    response.append("set-cookie", cookies);
  }
  return findAccess(deps, session.personId);
}

async function byApiKey(deps: Deps, authorization: string) {
  const key = /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1];
  const found = key === undefined ? undefined : await findApiKey(deps, key);
  const access = found && (await findAccess(deps, found.personId));
  return access && { ...access, scopes: found.scopes };
}
