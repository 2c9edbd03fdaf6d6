import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallerId } from "../../../../../server/contract/outgoing-calls.ts";
import { request } from "../../../lib/api.ts";
import { keep, kept } from "../../../lib/keep.ts";

const place = "dial.callerId";

export const keyOf = ({ channelId, queueId }: CallerId): string => `${channelId} ${queueId ?? ""}`;

/** What one calls with: what one chose last in this browser, else the first. */
export function useCallerId() {
  const { data = [] } = useQuery(request("GET /me/caller-ids"));
  const [key, setKey] = useState(() => kept(place));
  const callerId = data.find((one) => keyOf(one) === key) ?? data[0];
  const choose = (next: string) => {
    keep(place, next);
    setKey(next);
  };
  return { all: data, callerId, choose };
}
