import type { ErrorCode } from "../contract/errors.ts";

/** Thrown for what a caller can understand; anything else that is thrown is a bug and answers `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; fields?: Record<string, string> } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields;
  }
}

/** Not yours and not there are the same answer. */
export const notFound = (what: string): AppError => new AppError("not_found", `There is no such ${what}.`);
