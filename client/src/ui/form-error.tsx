import { Alert } from "@mantine/core";
import { ApiError } from "../lib/api-error.ts";
import { errorWords, requestIdOf } from "../lib/error-words.ts";
import { RequestId } from "./error-panel.tsx";

/** Why a form was not taken, in the hub's own words; what belongs to a field stands at the field. */
export function FormError({ error }: { error: unknown }) {
  if (!error) return null;
  const own = error instanceof ApiError && error.code !== "internal" && error.message;
  return (
    <Alert color="red" variant="light" role="alert" p={12}>
      {own || errorWords(error)}
      {!own && <RequestId id={requestIdOf(error)} />}
    </Alert>
  );
}
