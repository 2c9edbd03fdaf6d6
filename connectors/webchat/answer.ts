type Code = "invalid" | "unauthenticated" | "forbidden" | "not_found" | "too_large" | "rate_limited";

const statusOf: Record<Code, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  rate_limited: 429,
};

/** Thrown for what the visitor's browser did wrong. */
export class Refusal extends Error {
  readonly code: Code;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: Code,
    message: string,
    options: { fields?: Record<string, string>; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export function json(value: object, status = 200): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store" } });
}

export const done = (): Response => new Response(null, { status: 204 });

/** The hub's one error shape. */
export function problem(refusal: Refusal, requestId: string): Response {
  const { code, message, fields, retryAfterSeconds } = refusal;
  const response = json({ error: { code, message, requestId, ...(fields && { fields }) } }, statusOf[code]);
  if (retryAfterSeconds) response.headers.set("retry-after", String(Math.ceil(retryAfterSeconds)));
  return response;
}
