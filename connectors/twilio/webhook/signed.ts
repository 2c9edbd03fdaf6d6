import twilio from "twilio";
import type { WebhookRequest } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";

export type Fields = Record<string, string | undefined>;

/** What Twilio said, beyond doubt. */
export interface Signed {
  fields: Fields;
  /** What we wrote into the address. */
  query: URLSearchParams;
}

const largestBody = 64 * 1024;

/**
 * Twilio signs the public address with all of a form's fields; JSON by its hash, which is in the address
 * (www.twilio.com/docs/usage/webhooks/webhooks-security). Undefined for what it did not sign.
 */
export async function readSigned(
  running: RunningNumber,
  request: WebhookRequest,
): Promise<Signed | undefined> {
  const signature = request.headers.get("x-twilio-signature");
  if (!signature || Number(request.headers.get("content-length") ?? 0) > largestBody) return undefined;
  const { authToken } = running.context.settings;
  const url = publicAddress(running, request.url);
  const body = await request.text();
  if (body.length > largestBody) return undefined;
  const query = new URL(url).searchParams;
  if (request.headers.get("content-type")?.startsWith("application/json")) {
    const isSigned = twilio.validateRequestWithBody(authToken, signature, url, body);
    return isSigned ? { fields: readJson(body), query } : undefined;
  }
  const form = readForm(body);
  return twilio.validateRequest(authToken, signature, url, form)
    ? { fields: single(form), query }
    : undefined;
}

/** Behind a proxy the request may name another host, scheme or port than the one that was signed. */
function publicAddress({ at }: RunningNumber, requested: string): string {
  const below = /\/inbound(?=[/?#]|$)([^#]*)/i.exec(requested)?.[1] ?? "";
  return at(below).replace(/#.*$/s, "");
}

function readForm(body: string): Record<string, string | string[]> {
  const form = new URLSearchParams(body);
  const entries = [...new Set(form.keys())].map((name) => {
    const values = form.getAll(name);
    return [name, values.length > 1 ? values : (values[0] ?? "")] as const;
  });
  return Object.fromEntries(entries);
}

const single = (form: Record<string, string | string[]>): Fields =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value].flat().at(-1)]));

/** Only its plain fields, like a form's. */
function readJson(body: string): Fields {
  const value: unknown = body === "" ? {} : JSON.parse(body);
  const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
  return Object.fromEntries(entries.filter(([, field]) => typeof field === "string"));
}
