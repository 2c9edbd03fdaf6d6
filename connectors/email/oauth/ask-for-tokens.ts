import { z } from "zod";
import { ConnectorError, type ConnectorErrorKind } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { providerOf } from "./provider-of.ts";

const limitMs = 20_000;
const mostBytes = 100_000;

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  /** Seconds. Some send it as text. */
  expires_in: z.coerce.number().positive().optional(),
});
export type Tokens = z.infer<typeof Tokens>;

const Refusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** One request to the token endpoint (RFC 6749, 3.2). @throws ConnectorError with the provider's own words */
export async function askForTokens(settings: Settings, grant: Record<string, string>): Promise<Tokens> {
  const { clientId, clientSecret } = settings;
  const body = new URLSearchParams({
    ...grant,
    client_id: clientId,
    ...(clientSecret && { client_secret: clientSecret }),
  });
  const { response, text } = await post(providerOf(settings).exchangeUrl, body);
  const answer = parse(text);
  const tokens = Tokens.safeParse(answer);
  if (response.ok && tokens.success) return tokens.data;
  throw refusal(response, answer);
}

async function post(url: string, body: URLSearchParams) {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { accept: "application/json" },
      // What it would be sent on to is not who was asked for in the settings.
      redirect: "manual",
      signal: AbortSignal.timeout(limitMs),
    });
    return { response, text: await readText(response) };
  } catch (cause) {
    throw new ConnectorError("unavailable", "The sign-in server cannot be reached.", { cause });
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal({ status, headers }: Response, answer: unknown): ConnectorError {
  const { data } = Refusal.safeParse(answer);
  const said = data && (data.error_description || data.error);
  const sentence = said
    ? `The sign-in server answered: ${tidy(said)}`
    : `The sign-in server gave no token (status ${status}).`;
  const seconds = Number(headers.get("retry-after"));
  return new ConnectorError(kindOf(status, data?.error), sentence, {
    ...(seconds > 0 && { retryAfterMs: Math.min(seconds, 3_600) * 1_000 }),
  });
}

function kindOf(status: number, error: string | undefined): ConnectorErrorKind {
  if (status === 429 || error === "slow_down") return "rate_limited";
  if (status >= 500 || error === "temporarily_unavailable" || error === "server_error") return "unavailable";
  return error || status === 401 || status === 403 ? "unauthorized" : "rejected";
}

const tidy = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 500);
