import { rfc2822 } from "../rfc2822.ts";
import type { Handler } from "./request.ts";

/** The account itself: what one asks for to see whether its keys are right. */
export const fetchAccount: Handler = ({ exchange, path }) => ({
  status: 200,
  body: {
    sid: exchange.accountSid,
    owner_account_sid: exchange.accountSid,
    friendly_name: "Sandbox",
    status: "active",
    type: "Full",
    auth_token: exchange.authToken,
    date_created: rfc2822(exchange.clock.now()),
    date_updated: rfc2822(exchange.clock.now()),
    subresource_uris: {},
    uri: path,
  },
});
