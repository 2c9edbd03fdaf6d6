import type { ErrorBody, ErrorCode } from "../../../server/contract/errors.ts";

/** What the hub refused, or `unreachable` when it did not answer at all. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly code: ErrorCode | "unreachable";
  readonly requestId: string | undefined;
  readonly fields: Record<string, string>;

  constructor(code: ErrorCode | "unreachable", message: string, body?: ErrorBody["error"]) {
    super(message);
    this.code = code;
    this.requestId = body?.requestId;
    this.fields = body?.fields ?? {};
  }
}

export const isCode = (error: unknown, code: ApiError["code"]): boolean =>
  error instanceof ApiError && error.code === code;

export function fromBody(status: number, body: unknown): ApiError {
  if (isErrorBody(body)) return new ApiError(body.error.code, body.error.message, body.error);
  if (status === 502 || status === 503 || status === 504) return new ApiError("unreachable", "");
  return new ApiError("internal", "");
}

function isErrorBody(body: unknown): body is ErrorBody {
  const error = (body as Partial<ErrorBody> | null)?.error;
  return typeof error?.code === "string" && typeof error.message === "string";
}
