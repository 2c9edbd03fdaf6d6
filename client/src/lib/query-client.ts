import { QueryCache, QueryClient } from "@tanstack/react-query";
import { queryKey } from "./api.ts";
import { ApiError, isCode } from "./api-error.ts";

const tries = 3;

/** The one cache. What the socket tells keeps it fresh, so nothing is fetched anew only because time went by. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (isCode(error, "unauthenticated")) signedOut();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      gcTime: 15 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < tries && isPassing(error),
    },
    mutations: { retry: false },
  },
});

/** The session is over: the frame looks again at who is signed in, and goes to sign-in. */
export function signedOut(): void {
  const key = queryKey("GET /me");
  if (queryClient.getQueryData(key)) void queryClient.invalidateQueries({ queryKey: key });
}

const isPassing = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.code === "unreachable" || error.code === "unavailable" || error.code === "rate_limited");
