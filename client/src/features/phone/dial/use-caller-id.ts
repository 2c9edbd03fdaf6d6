import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallerId } from "../../../../../server/contract/outgoing-calls.ts";
import { request } from "../../../lib/api.ts";
import { keep, kept } from "../../../lib/keep.ts";

const place = "dial.callerId";

export const keyOf = ({ channelId, queueId }: CallerId): string => `${channelId} ${queueId ?? ""}`;

/** What one calls with: the queue that it is about, else what one chose last in this browser, else the first. */
export function useCallerId(conversationId: string | null = null) {
  const { data = [] } = useQuery(request("GET /me/caller-ids"));
  const { data: about } = useQuery({
    ...request("GET /conversations/:id", { params: { id: conversationId ?? "" } }),
    enabled: conversationId !== null,
  });
  const [chosen, setChosen] = useState<string>();
  const [before] = useState(() => kept(place));
  const by = (key: unknown) => data.find((one) => keyOf(one) === key);
  const asked = about?.queueId ? data.find(({ queueId }) => queueId === about.queueId) : undefined;
  const callerId = by(chosen) ?? asked ?? by(before) ?? data[0];
  const choose = (next: string) => {
    keep(place, next);
    setChosen(next);
  };
  return { all: data, callerId, choose };
}
