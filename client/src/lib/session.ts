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

export const signOut = (): Promise<void> => leave(callAuth("/sign-out", {}));

export const signOutEverywhere = (): Promise<void> => leave(call("DELETE /me/sessions"));

/** The session is over. Only who has not ended it here, which other requests may notice first, comes back to this page. */
export async function goToSignIn(): Promise<void> {
  const hasLeft = await leaving.catch(() => false);
  enter(hasLeft ? "/sign-in" : `/sign-in?to=${encodeURIComponent(window.location.pathname)}`);
}

/** A page load, so that nothing of anybody before is in memory. Only to a page of ours. */
export function enter(to = "/"): void {
  const url = new URL(to, window.location.origin);
  window.location.assign(url.origin === window.location.origin ? url.href : "/");
}

/** Whether this page's own session was ended here, once that is known. */
let leaving = Promise.resolve(false);

async function leave(ending: Promise<unknown>): Promise<void> {
  leaving = ending.then(() => true);
  await leaving;
  enter("/sign-in");
}

const setMe = (me: Me) => queryClient.setQueryData(queryKey("GET /me"), me);
