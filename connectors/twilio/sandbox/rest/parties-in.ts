import { isAddress, isForbidden, isNumber } from "../calls/reachable.ts";
import type { RestRequest } from "./request.ts";
import { RestError } from "./rest-error.ts";

interface Parties {
  from: string;
  to: string;
  /** Behind a client's name, as in a query. */
  parameters: Record<string, string>;
}

/** Who is to be called by whom. @throws RestError where Twilio would not do so */
export function partiesIn({ exchange, form }: RestRequest): Parties {
  const from = form.get("From");
  const [to, query] = form.get("To")?.split("?") ?? [];
  if (!to) throw new RestError(400, 21201, "No 'To' number is specified");
  if (!from) throw new RestError(400, 21213, "No 'From' number is specified");
  if (!isAddress(to))
    throw new RestError(400, 21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  if (isNumber(to)) {
    const isOurs = exchange.numbers.values().some(({ phoneNumber }) => phoneNumber === from);
    if (!isNumber(from)) throw new RestError(400, 21212, `The 'From' number ${from} is not valid.`);
    if (!isOurs)
      throw new RestError(
        400,
        21210,
        `The source phone number provided, ${from}, is not yet verified for your account.`,
      );
    if (isForbidden(exchange, to)) throw new RestError(400, 21215, `Account not authorized to call ${to}.`);
  }
  return { from, to, parameters: Object.fromEntries(new URLSearchParams(query)) };
}
