import { type Authorise, ConnectorError } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { askForTokens } from "./ask-for-tokens.ts";
import { providerOf } from "./provider-of.ts";

/** Access that an admin allows at the provider's own page (RFC 6749, 4.1, with RFC 7636). */
export const authorise: Authorise<Settings> = {
  address(settings, { redirectUri, state, challenge }) {
    const { authoriseUrl, scope, extra } = providerOf(settings);
    const url = new URL(authoriseUrl);
    const query = {
      response_type: "code",
      client_id: settings.clientId,
      redirect_uri: redirectUri,
      ...(scope && { scope }),
      state,
      code_challenge: challenge,
      code_challenge_method: "S256",
      login_hint: settings.user || settings.address,
      ...extra,
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  },
  async finish(settings, { code, redirectUri, verifier }) {
    const { refresh_token } = await askForTokens(settings, {
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    if (refresh_token) return { refreshToken: refresh_token };
    throw new ConnectorError(
      "rejected",
      "The provider allowed access for the moment only. Take the access back there, and allow it again.",
    );
  },
};
