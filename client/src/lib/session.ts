import { useMutation, useQuery } from "@tanstack/react-query";
import type { Me, Preferences } from "../../../server/contract/people.ts";
import { call, callAuth, queryKey, request } from "./api.ts";
import type { Args } from "./api-types.ts";
import { queryClient } from "./query-client.ts";

export const meQuery = () => ({ ...request("GET /me"), retry: false, staleTime: Number.POSITIVE_INFINITY });

/** Who is signed in. Only inside the frame, which is not drawn before this is known. */
export function useMe(): Me {
  const { data } = useQuery(meQuery());
  if (!data) throw new Error("useMe is for pages inside the frame");
  return data;
}

export const findMe = (): Me | undefined => queryClient.getQueryData(queryKey("GET /me"));

export const isAtLeast = (me: Me, role: "supervisor" | "admin"): boolean =>
  me.role === "admin" || me.role === role;

/** Changes what is one's own; shown at once, and taken back should the hub refuse. */
export function useChangeMe() {
  return useMutation({
    mutationFn: (body: Args<"PATCH /me">["body"]) => call("PATCH /me", { body }),
    onMutate(body) {
      const before = findMe();
      if (before) setMe({ ...before, ...body, name: body.name ?? before.name } as Me);
      return before;
    },
    onError: (_error, _body, before) => before && setMe(before),
    onSuccess: setMe,
  });
}

/** Adds to the preferences; the hub keeps them whole. */
export function useChangePreferences() {
  const change = useChangeMe();
  return (some: Preferences) => {
    const kept = findMe()?.preferences ?? {};
    change.mutate({ preferences: { ...kept, ...some } });
  };
}

export async function signOut(): Promise<void> {
  await callAuth("/sign-out", {});
  leave();
}

export async function signOutEverywhere(): Promise<void> {
  await call("DELETE /me/sessions");
  leave();
}

/** After signing in: a page load, so that nothing of anybody before is in memory. Only to a page of ours. */
export function enter(to = "/"): void {
  const url = new URL(to, window.location.origin);
  window.location.assign(url.origin === window.location.origin ? url.href : "/");
}

/** A page load clears all that this person could see from memory. */
const leave = () => window.location.assign("/sign-in");

const setMe = (me: Me) => queryClient.setQueryData(queryKey("GET /me"), me);
