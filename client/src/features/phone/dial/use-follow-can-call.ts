import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "../../../lib/api.ts";
import { callingCountry, canCall } from "../../../lib/dialler.ts";
import { useStore } from "../../../lib/store.ts";
import { phone } from "../line/phone-state.ts";

/** Says to the rest of the page whether numbers can be called from here. */
export function useFollowCanCall(): void {
  const isReady = useStore(phone, ({ line }) => line === "ready");
  const { data } = useQuery({ ...request("GET /me/caller-ids"), enabled: isReady });
  const can = isReady && data !== undefined && data.length > 0;
  const country = data?.[0]?.country ?? null;
  useEffect(() => callingCountry.set(country), [country]);
  useEffect(() => {
    canCall.set(can);
    return () => canCall.set(false);
  }, [can]);
}
