/** What connectors ask of the platform's `Request`; the whole of one costs as much as all else in a small request. */
export interface WebhookRequest
  extends Pick<Request, "url" | "method" | "body" | "text" | "json" | "arrayBuffer" | "formData"> {
  readonly headers: Pick<Headers, "get">;
}

/** Plain data where the answer is JSON, for the same reason. */
export interface JsonAnswer {
  status: number;
  /** Names in lower case. */
  headers?: Record<string, string>;
  body: unknown;
}
