import { ApiError } from "./api-error.ts";
import { t } from "./i18n.ts";

/** One sentence on what went wrong; the hub's own where it wrote one for this case. */
export function errorWords(error: unknown): string {
  if (!(error instanceof ApiError)) return t("errors.code.internal");
  const isSpecific = error.code === "invalid" || error.code === "conflict" || error.code === "too_large";
  return isSpecific && error.message ? error.message : t(`errors.code.${error.code}`);
}

export const requestIdOf = (error: unknown): string | undefined =>
  error instanceof ApiError ? error.requestId : undefined;
