import { api } from "./api/index.ts";
import type { Connector } from "./contract.ts";
import { email } from "./email/index.ts";
import { twilio } from "./twilio/index.ts";
import { webchat } from "./webchat/index.ts";

/** Everything that can be connected, in the order in which it is offered; a new workspace starts with the first. */
export const registry = [webchat, twilio, email, api] as const satisfies readonly Connector[];
