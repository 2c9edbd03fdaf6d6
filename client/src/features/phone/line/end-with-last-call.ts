import { QueryObserver } from "@tanstack/react-query";
import { request } from "../../../lib/api.ts";
import { phoneWish, wishPhone } from "../../../lib/phone.ts";
import { queryClient } from "../../../lib/query-client.ts";

/** Whoever takes no more calls has their phone for as long as the present one goes on. */
export function endWithLastCall(): () => void {
  const observer = new QueryObserver(queryClient, request("GET /me/phone"));
  return observer.subscribe(({ data }) => {
    if (phoneWish.get() === "lastCall" && data?.calls.length === 0) wishPhone("off");
  });
}
