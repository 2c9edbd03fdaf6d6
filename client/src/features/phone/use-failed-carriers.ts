import { useQuery } from "@tanstack/react-query";
import { request } from "../../lib/api.ts";
import { useStore } from "../../lib/store.ts";
import { phone } from "./line/phone-state.ts";

/** The carriers whose calls this browser cannot carry now, in words. */
export function useFailedCarriers(): string[] {
  const failed = useStore(phone, (state) => state.failed);
  const channels = useQuery({ ...request("GET /channels/summary"), enabled: failed.length > 0 }).data ?? [];
  return failed.map(
    (connector) => channels.find((channel) => channel.connector === connector)?.label ?? connector,
  );
}
