import { useQuery } from "@tanstack/react-query";
import type { MyCall } from "../../../server/contract/calls.ts";
import { queryKey, request } from "./api.ts";
import type { Answer } from "./api-types.ts";
import { keep, kept } from "./keep.ts";
import { queryClient } from "./query-client.ts";
import { makeStore, useStore } from "./store.ts";

const place = "phone.wish";

/** Of this browser, so of all its tabs: whether calls are to come to it, or none after the one that goes on. */
export type PhoneWish = "on" | "lastCall" | "off";

export const phoneWish = makeStore(keptWish());

export function wishPhone(wish: PhoneWish): void {
  phoneWish.set(wish);
  keep(place, wish);
}

/** The call that goes on is not thrown out. */
export const takeNoMoreCalls = (): void => wishPhone(findMyCalls().length > 0 ? "lastCall" : "off");

/** What another tab has said of it. */
export function followPhoneWish(): () => void {
  const follow = ({ key }: StorageEvent) => {
    if (key === place) phoneWish.set(keptWish());
  };
  window.addEventListener("storage", follow);
  return () => window.removeEventListener("storage", follow);
}

function keptWish(): PhoneWish {
  const wish = kept(place);
  return wish === "on" || wish === "lastCall" ? wish : "off";
}

export const useIsPhoneOn = (): boolean => useStore(phoneWish, (wish) => wish !== "off");

const none: MyCall[] = [];

/** What one has a leg in. */
export function useMyCalls(): MyCall[] {
  const enabled = useIsPhoneOn();
  return useQuery({ ...request("GET /me/phone"), enabled }).data?.calls ?? none;
}

export const findMyCalls = (): MyCall[] =>
  queryClient.getQueryData<Answer<"GET /me/phone">>(queryKey("GET /me/phone"))?.calls ?? none;

/** Fetches it at once, as a caller waits. */
export const refreshMyPhone = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: queryKey("GET /me/phone") });
