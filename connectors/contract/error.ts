export type ConnectorErrorKind = "rejected" | "unauthorized" | "rate_limited" | "unavailable";

/** `rate_limited` and `unavailable` are tried again; the message is shown to agents, never to contacts. */
export class ConnectorError extends Error {
  readonly kind: ConnectorErrorKind;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ConnectorErrorKind,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "ConnectorError";
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
