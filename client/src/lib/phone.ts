import { useQuery } from "@tanstack/react-query";
import type { MyCall } from "../../../server/contract/calls.ts";
import { queryKey, request } from "./api.ts";
import type { Answer } from "./api-types.ts";
import { keep, kept } from "./keep.ts";
import { queryClient } from "./query-client.ts";
import { makeStore, useStore } from "./store.ts";

const place = "phone.wanted";

/** Of this browser, so of all its tabs: whether calls are to come to it. */
export const isPhoneWanted = makeStore(kept(place) === true);

export function wantPhone(isWanted: boolean): void {
  isPhoneWanted.set(isWanted);
  keep(place, isWanted);
}

/** What another tab has said of it. */
export function followPhoneWanted(): () => void {
  const follow = ({ key }: StorageEvent) => {
    if (key === place) isPhoneWanted.set(kept(place) === true);
  };
  window.addEventListener("storage", follow);
  return () => window.removeEventListener("storage", follow);
}

const none: MyCall[] = [];

/** What one has a leg in. */
export function useMyCalls(): MyCall[] {
  const enabled = useStore(isPhoneWanted);
  return useQuery({ ...request("GET /me/phone"), enabled }).data?.calls ?? none;
}

export const findMyCalls = (): MyCall[] =>
  queryClient.getQueryData<Answer<"GET /me/phone">>(queryKey("GET /me/phone"))?.calls ?? none;

/** Fetches it at once, as a caller waits. */
export const refreshMyPhone = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: queryKey("GET /me/phone") });
