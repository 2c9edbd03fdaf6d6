import type { ConnectorContext } from "../../contract.ts";
import type { AccessTokens } from "../oauth/access-tokens.ts";
import type { Settings } from "../settings.ts";

/** With `tokens` where no password signs in. */
export type EmailContext = ConnectorContext<Settings> & { tokens?: AccessTokens };
