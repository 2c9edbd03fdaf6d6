import { type ConnectorContext, ConnectorError } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { askForTokens } from "./ask-for-tokens.ts";
import { keepRefreshToken, readRefreshToken } from "./kept-refresh-token.ts";

/** What signs in to both servers of a mailbox where no password does. */
export interface AccessTokens {
  /** One that is good for a while yet. @throws ConnectorError with the provider's own words */
  get(): Promise<string>;
  /** A server did not take it, whatever the provider said of its end. */
  forget(token: string): void;
}

/** Before its end it is too old: signing in takes a while, and clocks differ. */
const spareMs = 120_000;
const usualLifeSeconds = 300;

type Context = Pick<ConnectorContext<Settings>, "settings" | "state" | "sign" | "log">;

export function createAccessTokens(context: Context, now: () => number = Date.now): AccessTokens {
  let current: { token: string; until: number } | undefined;
  let unkept: string | undefined;
  let asking: Promise<string> | undefined;

  async function refresh(): Promise<string> {
    // Asked for each time: where the settings are only being checked, that may have used up the last.
    const refreshToken = unkept ?? (await readRefreshToken(context));
    if (!refreshToken)
      throw new ConnectorError("unauthorized", "Access to this mailbox has not been allowed yet.");
    const asked = now();
    const tokens = await askForTokens(context.settings, {
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });
    const next = tokens.refresh_token ?? refreshToken;
    if (next !== refreshToken) unkept = (await keepRefreshToken(context, next)) ? undefined : next;
    const lifeMs = (tokens.expires_in ?? usualLifeSeconds) * 1_000;
    current = { token: tokens.access_token, until: asked + lifeMs - Math.min(spareMs, lifeMs / 2) };
    return tokens.access_token;
  }

  return {
    async get() {
      if (current && now() < current.until) return current.token;
      asking ??= refresh().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget(token) {
      if (current?.token === token) current = undefined;
    },
  };
}

/** Of a channel that signs in without a password; undefined for any other. */
export const accessTokensOf = (context: Context): AccessTokens | undefined =>
  context.settings.signIn === "password" ? undefined : createAccessTokens(context);
