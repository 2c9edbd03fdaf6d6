import { ConnectorError } from "../../contract.ts";
import type { Settings } from "../settings.ts";

export interface Provider {
  authoriseUrl: string;
  exchangeUrl: string;
  scope: string;
  /** Without them it gives no refresh token, or asks for the wrong account. */
  extra: Record<string, string>;
}

const known: Record<"google" | "microsoft", Provider> = {
  // https://developers.google.com/identity/protocols/oauth2/web-server
  google: {
    authoriseUrl: "https://accounts.google.com/o/oauth2/v2/auth",
    exchangeUrl: "https://oauth2.googleapis.com/token",
    scope: "https://mail.google.com/",
    extra: { access_type: "offline", prompt: "consent" },
  },
  // https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
  microsoft: {
    authoriseUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    exchangeUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    scope:
      "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
    extra: {},
  },
};

/** @throws ConnectorError where the settings name none, or no client. */
export function providerOf({ signIn, ...settings }: Settings): Provider {
  if (signIn === "password") throw refused("First choose who the mailbox is with, under “How to sign in”.");
  if (!settings.clientId) throw refused("The client ID is needed.");
  if (signIn !== "oauth") return known[signIn];
  const { authoriseUrl, exchangeUrl, scope } = settings;
  if (!authoriseUrl || !exchangeUrl)
    throw refused("The authorisation address and the token address are needed.");
  return { authoriseUrl, exchangeUrl, scope, extra: {} };
}

const refused = (sentence: string) => new ConnectorError("rejected", sentence);
