import type { Start } from "../twiml/follow-call.ts";
import { endpointIn, type RestRequest } from "./request.ts";
import { RestError } from "./rest-error.ts";

const longestTwiml = 4000;

/** Where a call is to go on: a document, its address, or an application's. Undefined where nothing is said of it. */
export function startIn({ exchange, form }: RestRequest): Start | undefined {
  const twiml = form.get("Twiml");
  if (twiml && twiml.length > longestTwiml)
    throw new RestError(400, 21218, `Twiml is longer than ${longestTwiml} characters.`);
  if (twiml) return { twiml };
  const sid = form.get("ApplicationSid");
  const application = sid ? exchange.applications.get(sid) : undefined;
  if (sid && !application) throw new RestError(400, 21218, `ApplicationSid ${sid} is not valid.`);
  if (application) return { to: { url: application.voiceUrl, method: application.voiceMethod } };
  const to = endpointIn(form, "Url", "Method", 21205);
  return to && { to };
}
